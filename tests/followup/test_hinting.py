"""What calendars answer is a hint: shown to both, changing nothing, heard from nobody but whose invitation it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import settings as examples
from icalendar import Calendar
from werkzeug.test import TestResponse

from eventnet.db import db
from eventnet.followup import answers, meetings, requests
from eventnet.followup.calendar import invitation
from eventnet.followup.hinting import hints_of
from eventnet.followup.hinting.models import CalendarHint
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.mail.arriving.addresses import CALENDAR, find_return, return_address
from eventnet.mail.arriving.taking import take
from eventnet.people.merging import absorb
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.followup.conftest import FRIDAY, draft, kinds, letters, link_in, words_in
from tests.mail.arriving import let_mail_in, shaped
from tests.mail.mangling import mangled

Say = Callable[..., bool]
OTHER_TIME = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
SHAPES = {
    "gmail-declined": ("declined", None),
    "apple-declined": ("declined", None),
    "outlook-tentative": ("tentative", None),
    "gmail-counter": ("counter", OTHER_TIME),
    "exchange-counter": ("counter", OTHER_TIME),
}


@pytest.fixture
def on(app: Flask, asked: MeetingRequest, travel) -> Meeting:
    """Ben has accepted Tuesday, and an inbox is set; calendars answer half an hour later."""
    let_mail_in(app)
    meeting = answers.accept(asked.proposed_slots[0], asked.recipient)
    db.session.commit()
    travel.shift(timedelta(minutes=30))
    return meeting


@pytest.fixture
def say(on: Meeting, story: Cast) -> Say:
    """Ben's calendar answers in this shape."""

    def arrive(shape: str, **more: str) -> bool:
        values = {
            "return": return_address(CALENDAR, on.code, story.ben.code) or "",
            "uid": on.uid,
            "address": "ben@example.org",
            "sequence": str(on.sequence),
        }
        understood = take(shaped(shape, values | more))
        db.session.commit()
        return understood

    return arrive


def only_hint() -> CalendarHint:
    hint = Rows(CalendarHint).first()
    assert hint
    return hint


def organiser_in(text: str) -> tuple[str, str]:
    organiser = Calendar.from_ical(text).walk("VEVENT")[0]["ORGANIZER"]
    return str(organiser).removeprefix("mailto:"), str(organiser.params.get("SENT-BY", ""))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_calendar_is_understood_and_changes_nothing(on: Meeting, story: Cast, say: Say, shape: str):
    before = (on.starts_at, on.is_on, on.sequence, on.request.answer)
    assert say(shape)
    hint = only_hint()
    assert (hint.said, hint.starts_at, hint.person_id) == (*SHAPES[shape], story.ben.id)
    assert (on.starts_at, on.is_on, on.sequence, on.request.answer) == before


def test_an_invitation_names_an_address_of_its_own_to_answer_to(on: Meeting, story: Cast):
    letter = letters("meeting_agreed", story.ben)[0]
    address, sent_by = organiser_in(letter.calendar or "")
    found = find_return(address)
    assert found
    assert found.is_for(story.ben.code)
    assert not found.is_for(story.ada.code)
    assert sent_by == "mailto:eventnet@localhost", "the sender of the mail"
    meetings.change(on, story.ada, FRIDAY, "Mensa")
    assert organiser_in(letters("meeting_changed", story.ben)[0].calendar or "")[0] == address, "of a change, too"


def test_without_an_inbox_no_answer_leads_to_nowhere(agreed: Meeting, story: Cast):
    assert organiser_in(letters("meeting_agreed", story.ben)[0].calendar or "") == ("eventnet@localhost", "")
    assert letters("meeting_agreed", story.ben)[0].reply_address == "ada@example.org"


def test_a_file_that_is_handed_on_carries_no_key(on: Meeting, story: Cast):
    assert organiser_in(invitation(on, story.ben, "PUBLISH"))[0] == "eventnet@localhost"


def test_nobody_else_can_say_what_bens_calendar_says(on: Meeting, story: Cast, say: Say):
    mine = return_address(CALENDAR, on.code, story.ada.code) or ""
    strangers = return_address(CALENDAR, on.code, story.eve.code) or ""
    assert not say("gmail-declined", **{"return": mine}), "Ada's address and Ben's name"
    assert not say("gmail-declined", **{"return": strangers})
    assert not say("gmail-declined", address="eve@example.org"), "forwarded to somebody else, who declines"
    assert not say("gmail-declined", uid="another@localhost")
    assert Rows(CalendarHint).count() == 0


def test_both_read_what_a_declining_calendar_means(on: Meeting, story: Cast, say: Say, browser_of):
    say("gmail-declined")
    bens = browser_of(story.ben).get(f"/meetings/{on.code}").text
    adas = words_in(browser_of(story.ada).get(f"/meetings/{on.code}").text)
    assert "The calendar of Ben Okafor says: declined." in adas
    assert "the meeting stands until one of you changes it" in adas
    assert "/hint-settlement" in bens
    assert "/hint-settlement" not in browser_of(story.ada).get(f"/meetings/{on.code}").text
    assert "The calendar of Ben Okafor has another answer" in words_in(browser_of(story.ada).get("/follow-up").text)


def test_both_hear_of_it_once_for_each_invitation(on: Meeting, story: Cast, say: Say, travel):
    for _again in range(2):
        say("gmail-declined")
    say("apple-declined")
    assert kinds(story.ben).count("calendar_question") == 1
    assert kinds(story.ada).count("calendar_hint") == 1
    question = letters("calendar_question", story.ben)[0]
    assert question.reply_address == "ada@example.org"
    assert question.calendar is None, "it asks for no answer of a calendar"


def test_a_perhaps_is_shown_and_troubles_nobody(on: Meeting, story: Cast, say: Say):
    say("outlook-tentative")
    assert not {"calendar_question", "calendar_hint"} & {*kinds(story.ada), *kinds(story.ben)}
    assert [hint.said for hint in hints_of([on], story.ada)] == ["tentative"]


def test_one_tap_from_the_letter_says_it_stays(on: Meeting, story: Cast, say: Say, client: FlaskClient):
    say("gmail-declined")
    link = link_in(letters("calendar_question", story.ben)[0])
    client.get(link)
    assert client.get(f"/meetings/{on.code}").status_code == 200
    assert client.post(f"/meetings/{on.code}/hint-settlement", data={"as": "recipient"}).status_code == 303
    assert hints_of([on], story.ada) == []
    assert on.is_on


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_of_the_two_makes_it_so(on: Meeting, story: Cast, say: Say, browser_of, who: str):
    say("gmail-declined")
    browser, role = browser_of(getattr(story, who)), {"ada": "sender", "ben": "recipient"}[who]
    assert follow(browser, on, role).status_code == 303
    assert not on.is_on
    assert on.cancelled_by_id == getattr(story, who).id


def test_a_suggested_time_is_taken_with_one_tap(on: Meeting, story: Cast, say: Say, browser_of):
    say("exchange-counter")
    ada = browser_of(story.ada)
    assert "15:30" in words_in(ada.get(f"/meetings/{on.code}").text)
    assert follow(ada, on, "sender").status_code == 303
    assert (on.starts_at, on.sequence) == (OTHER_TIME, 1)
    assert hints_of([on], story.ada) == [], "it answers the invitation before"


def test_a_time_that_is_taken_is_refused_in_words(on: Meeting, story: Cast, say: Say, browser_of):
    say("gmail-counter")
    other = meetings_at(story, OTHER_TIME)
    answer = follow(browser_of(story.ada), on, "sender")
    assert answer.status_code == 409
    assert "Cleo Brandt" in answer.text
    assert (on.sequence, other.is_on) == (0, True)


def test_only_whose_calendar_it_is_says_that_it_stays(on: Meeting, story: Cast, say: Say, browser_of, client):
    say("gmail-declined")
    browser_of(story.ada).post(f"/meetings/{on.code}/hint-settlement", data={"as": "sender"})
    assert only_hint().settled_at is None
    for noun in ("hint-settlement", "hint-following"):
        address = f"/meetings/{on.code}/{noun}"
        for stranger in (story.eve, story.cleo, story.dora):
            assert browser_of(stranger).post(address, data={"hint": version(on, story.ben)}).status_code == 404
        assert client.post(address).location == "/sign-in"
        assert client.get(address).status_code == 405
    assert only_hint().settled_at is None
    assert on.is_on


def test_what_was_not_on_the_page_is_not_followed(on: Meeting, story: Cast, say: Say, browser_of):
    """Of a perhaps, nothing follows; and what the calendar says since was not what the reader agreed to."""
    ada, address = browser_of(story.ada), f"/meetings/{on.code}/hint-following"
    say("outlook-tentative")
    assert follow(ada, on, "sender").status_code == 409
    say("exchange-counter")
    assert ada.post(address, data={"as": "sender", "hint": "older"}).status_code == 409
    assert (on.is_on, on.sequence) == (True, 0)


def test_a_calendar_that_says_yes_by_now_settles_it(on: Meeting, story: Cast, say: Say):
    assert say("apple-accepted")
    assert Rows(CalendarHint).count() == 0, "that much is known"
    say("gmail-declined")
    say("apple-accepted")
    assert hints_of([on], story.ben) == []


def test_an_older_word_does_not_come_back(on: Meeting, story: Cast, say: Say):
    say("gmail-counter")
    say("gmail-declined")
    assert only_hint().said == "counter"


def test_the_answer_to_an_older_invitation_means_nothing(on: Meeting, story: Cast, say: Say):
    meetings.change(on, story.ada, FRIDAY, "Mensa")
    assert say("gmail-declined", sequence="0")
    assert Rows(CalendarHint).count() == 0


def test_a_meeting_that_is_off_needs_no_hint(on: Meeting, story: Cast, say: Say):
    meetings.cancel(on, story.ada)
    assert say("gmail-declined", sequence="9")
    assert Rows(CalendarHint).count() == 0


def test_hints_follow_somebody_whose_rows_become_one(on: Meeting, story: Cast, say: Say):
    say("gmail-declined")
    keeper = make_person("Benedikt Okafor")
    absorb(keeper, story.ben)
    assert [hint.is_mine for hint in hints_of([on], keeper)] == [True]


@examples(max_examples=100)
@given(data=mangled(sorted(SHAPES)))
def test_a_mangled_answer_is_read_or_left(app: Flask, on: Meeting, story: Cast, data: bytes):
    real = return_address(CALENDAR, on.code, story.ben.code) or ""
    data = data.replace(b"bounces+b" + b"0" * 32 + b"@events.example.org", real.encode())
    with db.session.begin_nested():
        take(data.replace(b"0123456789abcdef@localhost", on.uid.encode()))


def version(meeting: Meeting, reader: Person) -> str:
    return hints_of([meeting], reader)[0].version


def follow(browser: FlaskClient, meeting: Meeting, role: str) -> TestResponse:
    data = {"as": role, "hint": version(meeting, meeting.request.sender)}
    return browser.post(f"/meetings/{meeting.code}/hint-following", data=data)


def meetings_at(story: Cast, moment: datetime) -> Meeting:
    """Ada meets Cleo then."""
    wall = (moment + timedelta(hours=1)).replace(tzinfo=None)
    request = requests.propose(story.ada, story.cleo, draft(wall))
    meeting = answers.accept(request.proposed_slots[0], story.cleo)
    db.session.commit()
    return meeting
