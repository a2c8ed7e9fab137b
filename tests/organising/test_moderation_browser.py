"""A pause reaches the phone in the hand, and so does its end."""

import pytest
from playwright.sync_api import expect

from eventnet.organising.moderation import pausing
from tests.browsing import Live, Open
from tests.exchange.test_code_browser import ASK, change
from tests.exchange.test_shell_browser import INSTALLED

pytestmark = pytest.mark.browser


def test_a_phone_shows_no_code_after_a_pause_and_the_same_one_when_it_ends(live: Live, phone: Open) -> None:
    """Without a tap: at the next sync. What scripts draw anew is waited for."""
    cast = live.cast
    before = cast.at(cast.ada).badge
    page = phone(cast.ada, service_workers="allow")
    page.goto("/code")
    page.evaluate(INSTALLED)
    expect(page.locator("[data-card] svg")).to_be_attached()
    change(live, lambda: pausing.pause(cast.at(cast.ada), cast.dora))
    page.evaluate(ASK)
    expect(page.get_by_text("The organisers have paused you at this event")).to_be_visible()
    expect(page.locator("[data-panel]")).to_be_hidden()
    expect(page.locator("[data-live] svg")).to_have_count(0)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("The organisers have paused you at this event")).to_be_visible()
    page.context.set_offline(False)
    change(live, lambda: pausing.unpause(cast.at(cast.ada), cast.dora))
    page.evaluate(ASK)
    expect(page.locator("[data-live] svg")).to_be_visible()
    assert cast.at(cast.ada).badge == before
