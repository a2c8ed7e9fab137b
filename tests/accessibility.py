"""What axe-core finds wrong with a page: the rules of WCAG 2.2, A and AA, and its own best practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # to tell all that is right takes as long as to look
    "preload": {"assets": ["media"]},  # style sheets are loaded again for an experimental rule alone
}
AXE = Axe()


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the first place where it is."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
