"""Questions on a phone, by keyboard: two fields and in, the code one tap away, asked again kindly until answered."""

import pytest
from playwright.sync_api import expect

from eventnet.db import reading
from tests.browsing import Live, Open
from tests.events.test_questions import ask

pytestmark = pytest.mark.browser


def test_questions_wait_until_after_the_code(live: Live, phone: Open) -> None:
    with reading(False):
        ask(live.cast.event, "Study programme")
        ask(live.cast.event, "Track", "one", is_required=True)
    page = phone(None)
    page.goto("/e/career-day")
    page.get_by_label("Your name").fill("Fay Young")
    page.get_by_label("Your e-mail").fill("fay@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Career Day Leipzig asks you")).to_be_visible()
    page.get_by_role("link", name="Later: to my code").click()
    still = page.get_by_text("This event still asks you something.")
    expect(still).to_be_visible()
    expect(page.get_by_role("heading", name="My code")).to_be_attached()
    page.get_by_role("link", name="Answer now").click()
    page.get_by_label("Study programme").fill("Rail vehicles")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Rail")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(still).to_be_hidden()
