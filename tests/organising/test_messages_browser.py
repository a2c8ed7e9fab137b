"""A message in a real browser: written, looked at as the real mail, let go; its numbers move by themselves."""

import pytest
from playwright.sync_api import expect

from tests.browsing import DESK, Live, Open
from tests.smtp_server import deliver
from tests.waiting import until

pytestmark = pytest.mark.browser


def test_a_message_goes_out_while_the_office_looks_on(live: Live, phone: Open) -> None:
    dora = phone(live.cast.dora, viewport=DESK)
    dora.goto(f"/e/{live.cast.event.slug}/messages")
    dora.get_by_role("link", name="These are your people").click()
    dora.get_by_label("Text in German").fill("")
    dora.get_by_label("Subject in German").fill("")
    dora.get_by_role("button", name="Look at it").click()
    mail = dora.frame_locator("iframe").first
    expect(mail.get_by_text("Hello Dora Meyer,")).to_be_visible()
    expect(mail.get_by_text("Kim Sample")).to_be_visible()
    expect(dora.get_by_label("Day")).to_be_hidden()
    dora.get_by_text("At a time").click()
    expect(dora.get_by_label("Day")).to_be_visible()
    dora.get_by_text("Now", exact=True).click()
    dora.get_by_label("Letters a minute").select_option("600")
    dora.get_by_role("button", name="Send it").click()
    expect(dora.get_by_text("You may leave this page.")).to_be_visible()

    def all_are_out() -> bool:
        deliver(live.app)
        return len(live.smtp.received) == 3

    until(all_are_out)
    expect(dora.get_by_text("Everything is out.")).to_be_visible(timeout=30_000)
    expect(dora.locator(".figure", has_text="Sent").first).to_contain_text("3")
