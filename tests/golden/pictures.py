"""`python -m tests.golden.pictures [folder]`: every golden letter as a picture, light and dark, on a phone and a desk.

They are for looking at, on sheets of six, and are not compared: a browser of another year draws another shadow.
"""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browsing import QUIET
from tests.golden.keeping import LANGUAGES

WIDTHS = {"phone": 390, "desk": 720}
THEMES = ("light", "dark")
A_SHEET = 6


def take_all(pages: Path, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for language in LANGUAGES:
            letters = sorted(pages.glob(f"*.{language}.html"))
            for theme, (device, width) in [(theme, each) for theme in THEMES for each in WIDTHS.items()]:
                pictures = [(path.stem, picture(browser, path.read_text(), theme, width)) for path in letters]
                for start in range(0, len(pictures), A_SHEET):
                    name = folder / f"{language}-{theme}-{device}-{start // A_SHEET + 1}.png"
                    name.write_bytes(sheet(browser, pictures[start : start + A_SHEET], width))
        browser.close()


def picture(browser: Browser, letter: str, theme: str, width: int) -> bytes:
    """As a mail program shows it that loads nothing from anywhere."""
    page = browser.new_page(
        viewport={"width": width, "height": 400},
        color_scheme=theme,  # type: ignore[arg-type]
        java_script_enabled=False,
        offline=True,
    )
    page.set_content(letter)
    taken = page.screenshot(full_page=True)
    page.close()
    return taken


def sheet(browser: Browser, pictures: list[tuple[str, bytes]], width: int) -> bytes:
    cells = "".join(
        f'<figure style="margin:0"><figcaption>{name}</figcaption>'
        f'<img width="{width}" src="data:image/png;base64,{base64.b64encode(taken).decode()}"></figure>'
        for name, taken in pictures
    )
    page = browser.new_page(viewport={"width": (width + 12) * 3 + 12, "height": 400})
    style = "display:grid;grid-template-columns:repeat(3,auto);gap:12px;align-items:start;font:16px sans-serif"
    page.set_content(f'<body style="margin:12px"><div style="{style}">{cells}</div>')
    taken = page.screenshot(full_page=True)
    page.close()
    return taken


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="letters-"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as pages:
        told = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).parent)]
        subprocess.run(told, env={**os.environ, "GOLDEN_PAGES": pages}, check=False)  # a changed letter has a face, too
        take_all(Path(pages), folder)
    print(f"Look at {folder}.")
