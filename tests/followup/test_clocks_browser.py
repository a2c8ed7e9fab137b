"""In a browser elsewhere: the person's zone is learnt, and a time that is typed stands on the clocks of both."""

import pytest

from eventnet.db import db
from eventnet.followup import requests
from tests.browsing import Live, Open
from tests.followup.conftest import make_contact
from tests.waiting import until

pytestmark = pytest.mark.browser


def test_what_is_typed_stands_on_both_clocks(live: Live, phone: Open) -> None:
    ada, ben = live.cast.ada, live.cast.ben
    ben.zone = "Asia/Tokyo"
    code = make_contact(ada, ben, live.cast).code
    db.session.commit()
    page = phone(ada, timezone_id="America/New_York")
    page.goto(f"/contacts/{code}/meeting-request")
    row = page.locator(".time-row").first
    until(lambda: zone_of(ada) == "America/New_York")
    page.get_by_label("Day").first.fill("2026-12-04")
    page.get_by_label("Time").first.fill("09:00")
    row.get_by_text("for you: Fri 03:00 · for Ben Okafor: Fri 17:00").wait_for()
    page.get_by_label("Day").first.fill("2027-03-28")
    page.get_by_label("Time").first.fill("02:30")
    row.get_by_text("does not exist on that night").wait_for()
    page.get_by_label("Day").first.fill("2027-10-31")
    row.get_by_text("comes twice that night").wait_for()
    assert requests.contact_with(ada, ben).code == code


def zone_of(person) -> str | None:
    db.session.rollback()
    db.session.refresh(person)
    return person.zone
