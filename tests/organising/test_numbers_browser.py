"""The day's page moves while people meet, and keeps what its reader has open."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from eventnet.db import db, reading
from tests.browsing import DESK, Live, Open
from tests.cast import NOW
from tests.organising.crowd import crowd

pytestmark = pytest.mark.browser


def test_the_page_of_the_day_moves_while_people_meet(live: Live, phone: Open, ticking) -> None:
    page = phone(live.cast.otto, viewport=DESK)
    page.goto("/e/elsewhere/today")
    met = page.locator(".figure-main dd")
    expect(met).to_have_text("too few to show")
    page.get_by_text("As a table").click()
    db.session.rollback()
    with reading(False):  # the page asks meanwhile
        crowd(30, exchanges=60).store(live.cast.elsewhere)
        db.session.commit()
    ticking.move_to(NOW + timedelta(minutes=16))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as if its reader came back to it
    expect(met).to_contain_text("25")
    expect(page.get_by_role("row", name="09:30–09:45")).to_be_visible()
    expect(page.get_by_text("Exchanges until 10:45: 60")).to_be_visible()
