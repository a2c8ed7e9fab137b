"""Ticks in a browser: they are counted, last while pages are turned, and only they are meant."""

import re

import pytest
from playwright.sync_api import expect

from eventnet.db import db, reading
from eventnet.events.models import Attendee, Removal
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading
from eventnet.rows import Rows
from tests.browsing import DESK, Live, Open

pytestmark = pytest.mark.browser


def test_who_is_ticked_on_two_pages_is_removed_and_brought_back(live: Live, phone: Open) -> None:
    with reading(False):
        db.session.rollback()
        live.cast.dora.language = "en"
        listed = [Listed(n, None, f"Guest {n:02}", f"guest{n}@example.org", None) for n in range(20)]
        take_over(live.cast.event, Reading(listed, [], [], "plain"))
        db.session.commit()
    page = phone(live.cast.dora, viewport=DESK)
    page.goto("/e/career-day/people?q=guest")
    bar = page.locator("[data-chosen]")
    expect(bar.locator("[data-count]")).to_have_text("Nobody is chosen")
    page.get_by_label("Guest 03").check()
    expect(bar.locator("[data-count]")).to_have_text("1 chosen")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "sticky"
    page.get_by_label("Guest 03").press("Enter")
    page.get_by_role("link", name="Next page").click()
    expect(bar.locator("[data-count]")).to_have_text("1 chosen")
    page.get_by_label("Guest 19").check()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("h1")).to_have_text("Remove 2 people?")
    page.get_by_role("button", name="Remove 2 people").click()
    expect(page.locator(".row-title")).to_have_text(["Guest 03", "Guest 19"])
    page.goto("/e/career-day/people?q=guest")
    expect(page.locator("[data-count]")).to_have_text("Nobody is chosen")
    page.goto("/e/career-day/people?state=removed")
    page.get_by_label("All 2 that match").check()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("2 people are back.")).to_be_visible()
    db.session.rollback()
    assert (Attendee.at(live.cast.event).count(), Rows(Removal).count()) == (23, 0)
    assert re.search("state=removed", page.url)
