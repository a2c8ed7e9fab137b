"""Where everybody starts."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.events.joining import add_attendee, current_attendance
from eventnet.events.models import Membership
from tests.cast import NOW, Cast, make_event


def test_home_is_a_short_word_about_what_this_is(cast: Cast, client: FlaskClient):
    page = client.get("/").get_data(as_text=True)
    assert "/sign-in" in page
    assert "Career Day" not in page


def test_the_only_open_event_is_linked(cast: Cast, client: FlaskClient):
    cast.elsewhere.join_policy = "invited"
    db.session.commit()
    assert 'href="/e/career-day"' in client.get("/").get_data(as_text=True)


def test_home_is_the_code_during_the_event_and_my_events_else(cast: Cast, browser_of, travel):
    assert browser_of(cast.ada).get("/").location == "/code"
    assert browser_of(cast.eve).get("/").location == "/events"
    travel.shift(timedelta(days=3))
    assert browser_of(cast.ada).get("/").location == "/events"


def test_today_is_the_event_that_is_on_then_the_nearest(cast: Cast, travel):
    evening = make_event(cast.otto, "evening", "Evening", starts=NOW + timedelta(hours=10))
    add_attendee(evening, cast.ada).claimed_at = NOW
    found = current_attendance(cast.ada)
    assert found
    assert found.event_id == cast.event.id
    travel.move_to(cast.event.ends_at + timedelta(hours=2))
    found = current_attendance(cast.ada)
    assert found
    assert found.event_id == evening.id


def test_a_place_on_a_list_is_not_being_there(cast: Cast):
    add_attendee(cast.event, cast.eve)
    assert current_attendance(cast.eve) is None


def test_my_events_shows_what_i_attend_and_what_i_run(cast: Cast, browser_of):
    page = browser_of(cast.ada).get("/events").get_data(as_text=True)
    assert "/code?event=career-day" in page
    assert "elsewhere" not in page
    assert "/settings" not in page
    page = browser_of(cast.dora).get("/events").get_data(as_text=True)
    assert "/e/career-day/settings" in page
    assert "/code?event=career-day" not in page
    page = browser_of(cast.eve).get("/events").get_data(as_text=True)
    assert "Career Day" not in page


def test_a_place_on_a_list_is_shown_to_be_taken(cast: Cast, browser_of):
    add_attendee(cast.event, cast.eve)
    db.session.commit()
    page = browser_of(cast.eve).get("/events").get_data(as_text=True)
    assert "Take my place" in page
    assert "/code?event=career-day" not in page
    assert "Join as Eve Adler" in browser_of(cast.eve).get("/e/career-day").get_data(as_text=True)


def test_a_helper_is_shown_the_poster_alone(cast: Cast, browser_of):
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    page = browser_of(cast.eve).get("/events").get_data(as_text=True)
    assert "/e/career-day/poster" in page
    assert "/e/career-day/settings" not in page
    assert "/events/new" not in page


def test_the_next_event_comes_first(cast: Cast, browser_of):
    for days, slug in ((9, "later"), (2, "sooner"), (-30, "before")):
        add_attendee(make_event(cast.otto, slug, slug.title(), starts=NOW + timedelta(days=days)), cast.eve)
    db.session.commit()
    page = browser_of(cast.eve).get("/events").get_data(as_text=True)
    assert page.index("Sooner") < page.index("Later") < page.index("Past") < page.index("Before")


def test_every_event_is_on_one_page(cast: Cast, browser_of):
    for number in range(30):
        day = NOW + timedelta(days=5 if number % 2 else -5)
        add_attendee(make_event(cast.otto, f"e-{number}", f"Number {number:02}", starts=day), cast.eve)
    db.session.commit()
    eve, seen = browser_of(cast.eve), []
    for parameter in ("coming", "past"):
        address = f"/events?{parameter}="
        while address:
            page = eve.get(address).get_data(as_text=True)
            part = page.split("Past</h2>")[parameter == "past"]
            seen += re.findall(r"Number \d\d", part)
            following = re.search(rf'href="(/events\?{parameter}=[^"]+)"', part)
            address = following[1] if following else ""
    assert sorted(seen) == [f"Number {number:02}" for number in range(30)]


@pytest.mark.parametrize("events", [1, 30])
def test_my_events_needs_few_queries_whatever_its_length(cast: Cast, browser_of, events: int):
    for number in range(events):
        add_attendee(make_event(cast.dora, f"e-{number}", f"E {number}"), cast.eve)
    db.session.commit()
    eve = browser_of(cast.eve)
    asked: list[str] = []
    sqlalchemy_event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    response = eve.get("/events")
    assert len(asked) <= 10
    assert len(response.data) < 20_000
