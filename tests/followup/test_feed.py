"""My meetings in my own calendar, under an address that is mine alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import event

from eventnet.db import db
from eventnet.followup import meetings
from eventnet.followup.models import CalendarFeed, Meeting
from eventnet.people.merging import absorb
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import words_in
from tests.followup.test_index import crowd


def opened(client) -> str:
    """Makes a new address; its path."""
    page = client.post("/follow-up/calendar").get_data(as_text=True)
    return re.search(r'readonly value="http://localhost(/calendar/[\w-]{43}\.ics)"', page)[1]


def entries(client, path: str) -> list:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    vobject.readOne(response.text)
    return Calendar.from_ical(response.text).walk("VEVENT")


def test_the_calendar_sees_what_was_agreed_without_signing_in(agreed: Meeting, story: Cast, browser_of, client):
    path = opened(browser_of(story.ada))
    [entry] = entries(client, path)
    assert (entry["UID"], entry["STATUS"]) == (agreed.uid, "CONFIRMED")
    assert entry["DTSTART"].dt == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert entry["SUMMARY"] == "Meeting with Ben Okafor"
    assert "ATTENDEE" not in entry
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_change_and_a_cancellation_arrive(agreed: Meeting, story: Cast, browser_of, client, travel):
    path = opened(browser_of(story.ada))
    travel.shift(timedelta(hours=1))
    meetings.change(agreed, story.ben, datetime(2026, 12, 2, 11), "Hall 3")  # noqa: DTZ001 - wall time
    db.session.commit()
    [moved] = entries(client, path)
    assert (moved["SEQUENCE"], moved["LOCATION"]) == (1, "Hall 3")
    assert moved["DTSTAMP"].dt == datetime(2026, 11, 26, 10, 30, tzinfo=UTC), "when it was changed"
    meetings.cancel(agreed, story.ben)
    db.session.commit()
    [off] = entries(client, path)
    assert (off["SEQUENCE"], off["STATUS"]) == (2, "CANCELLED")


def test_nothing_that_is_not_agreed_and_nothing_of_others(asked, story: Cast, browser_of, client):
    assert entries(client, opened(browser_of(story.ada))) == []
    assert entries(client, opened(browser_of(story.cleo))) == []


def test_the_words_are_in_my_language(agreed: Meeting, story: Cast, browser_of, client):
    story.ada.language = "de"
    db.session.commit()
    [entry] = entries(client, opened(browser_of(story.ada)))
    assert entry["SUMMARY"] == "Treffen mit Ben Okafor"


def test_a_new_address_ends_the_one_before_and_closing_ends_all(agreed: Meeting, story: Cast, browser_of, client):
    ada = browser_of(story.ada)
    first, second = opened(ada), opened(ada)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert ada.post("/follow-up/calendar/removal").status_code == 303
    assert client.get(second).status_code == 404


def test_the_address_is_stored_as_a_fingerprint_and_shown_once(story: Cast, browser_of):
    ada = browser_of(story.ada)
    secret = opened(ada).removeprefix("/calendar/").removesuffix(".ics")
    feed = Rows(CalendarFeed).first()
    assert feed
    assert secret not in feed.fingerprint
    words = words_in(ada.get("/follow-up/calendar").get_data(as_text=True))
    assert secret not in words
    assert "has been open since Thu 26 Nov" in words


@pytest.mark.parametrize("secret", ["x" * 43, "", "..%2F"])
def test_an_unknown_address_is_nothing(app, client, secret: str):
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_old_meetings_leave(agreed: Meeting, story: Cast, browser_of, client, travel):
    path = opened(browser_of(story.ada))
    travel.shift(timedelta(days=95))
    assert entries(client, path) == []


def test_it_ends_with_a_person_who_turns_out_to_be_another(agreed: Meeting, story: Cast, browser_of, client):
    """Perhaps it was a stranger who typed that address: they must not read the other's calendar."""
    path = opened(browser_of(story.ada))
    absorb(story.dora, story.ada)
    db.session.commit()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 7])
def test_it_takes_a_few_queries_however_many_meetings(story: Cast, browser_of, client, number: int):
    crowd(story, number)
    path = opened(browser_of(story.ada))
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    assert len(entries(client, path)) >= number
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) <= 5, seen
