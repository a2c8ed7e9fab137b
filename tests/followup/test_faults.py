"""What cannot be done for one stops nobody else's: each tick of this room, with one odd row before another."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact
from eventnet.followup import answers, lettering, requests, wishes
from eventnet.followup.company import bringing
from eventnet.followup.introducing import suggesting
from eventnet.followup.models import Guest, Meeting, MeetingRequest, QuietTime
from eventnet.people.models import Person
from tests.cast import Cast
from tests.followup.conftest import TUESDAY, draft, kinds, letters, make_contact

Wait, Failed = Callable[..., None], Callable[[], int]
LATER = datetime(2026, 12, 18, 10)  # noqa: DTZ001 - wall time


@pytest.fixture
def failed(caplog: pytest.LogCaptureFixture) -> Callable[[], int]:
    """How often something failed, by the log."""
    return lambda: caplog.text.count("UnknownLocaleError")


@pytest.fixture
def two(story: Cast) -> tuple[MeetingRequest, MeetingRequest]:
    """Ada asks Ben, whose letters cannot be written any more, and then Cleo."""
    first, second = (requests.propose(story.ada, other, draft(LATER)) for other in (story.ben, story.cleo))
    make_odd(story.ben)
    return first, second


@pytest.fixture
def meetings(story: Cast) -> tuple[Meeting, Meeting]:
    """Ada meets Ben, whose letters cannot be written any more, and then Cleo."""
    walls = (TUESDAY, TUESDAY + timedelta(hours=1))
    asked = [
        requests.propose(story.ada, who, draft(at)) for who, at in zip((story.ben, story.cleo), walls, strict=True)
    ]
    first, second = (answers.accept(each.proposed_slots[0], each.recipient) for each in asked)
    make_odd(story.ben)
    return first, second


def make_odd(person: Person) -> None:
    """They read a language that there is not."""
    person.language = "zz"
    db.session.commit()


def card(owner: Person, subject: Person) -> Contact:
    found = Contact.held_by(owner).where(Contact.subject_id == subject.id).first()
    assert found is not None
    return found


def away(*people: Person) -> None:
    for person in people:
        db.session.add(QuietTime(person_id=person.id, from_on=date(2026, 11, 26), until_on=date(2026, 11, 29)))
    db.session.commit()


def test_a_reminder_of_a_meeting(meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed):
    wait(days=4, hours=1)
    assert len(letters("meeting_reminder", story.cleo)) == 1
    assert letters("meeting_reminder", story.ben) == []
    assert failed() == 1


def test_a_reminder_is_tried_again_and_each_comes_once(
    meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed
):
    wait(days=4, hours=1)
    for _minute in range(60):
        wait(minutes=1)
    assert failed() == 6
    story.ben.language = "de"
    wait(hours=1)
    assert len(letters("meeting_reminder", story.ben)) == len(letters("meeting_reminder", story.cleo)) == 1


def test_a_reminder_two_hours_before(meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed):
    for person in (story.ben, story.cleo):
        wishes.change(person, two_hours=True, day_before=False)
    wait(days=4, hours=22, minutes=31)
    assert (letters("meeting_soon", story.ben), len(letters("meeting_soon", story.cleo)), failed()) == ([], 1, 1)


def test_the_question_what_came_of_it(meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed):
    wait(days=5, hours=2)
    assert len(letters("did_you_meet", story.cleo)) == 1
    assert letters("did_you_meet", story.ben) == []
    assert failed() >= 1


def test_a_meeting_that_a_block_calls_off(meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed):
    sharing.block(story.ada, story.ben)
    sharing.block(story.ada, story.cleo)
    wait(minutes=1)
    assert [meeting.is_on for meeting in meetings] == [True, False]
    assert failed() == 1


def test_a_request_that_waited(story: Cast, wait: Wait, failed: Failed):
    away(story.ben, story.cleo)
    first, second = (requests.propose(story.ada, other, draft(LATER)) for other in (story.ben, story.cleo))
    make_odd(story.ben)
    wait(days=4)
    assert (first.delivered_at, second.delivered_at) == (None, now())
    assert failed() == 1


def test_a_reminder_of_a_request(two: tuple[MeetingRequest, MeetingRequest], wait: Wait, failed: Failed):
    wait(days=5)
    assert (two[0].reminded_at, two[1].reminded_at) == (None, now())
    assert failed() == 1


def test_a_request_that_nobody_answers(story: Cast, wait: Wait, failed: Failed):
    first, second = (requests.propose(one, story.ada, draft(LATER)) for one in (story.ben, story.cleo))
    make_odd(story.ben)
    wait(days=14)
    assert [each.expired_at is not None for each in (first, second)] == [False, True]
    assert failed() == 1


def test_a_day_from_which_somebody_may_be_asked(story: Cast, wait: Wait, failed: Failed):
    first, second = (requests.propose(one, story.ada, draft(LATER)) for one in (story.ben, story.cleo))
    for request in (first, second):
        answers.later(request, date(2026, 12, 10))
    make_odd(story.ben)
    wait(days=14)
    assert [each.told_to_ask_at is not None for each in (first, second)] == [False, True]
    assert failed() == 1


def test_an_introduction_that_waited(story: Cast, wait: Wait, failed: Failed):
    away(story.ben, story.cleo)
    suggesting.introduce(story.ada, card(story.ada, story.ben), card(story.ada, story.cleo), "You should meet.")
    make_odd(story.ben)
    wait(days=4)
    assert (kinds(story.ben), kinds(story.cleo), failed()) == ([], ["introduction"], 1)


def test_a_guest_who_is_to_be_asked(meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed):
    make_contact(story.ada, story.eve, story)
    bringing.bring(meetings[1], story.ada, card(story.ada, story.ben), "Ben knows rigs.")
    bringing.bring(meetings[1], story.ada, card(story.ada, story.eve), "Eve knows all.")
    wait(days=1, hours=1)
    assert ("company_invited" in kinds(story.ben), "company_invited" in kinds(story.eve)) == (False, True)
    assert failed() == 1


def test_a_guest_from_whom_a_block_parts_the_others(
    meetings: tuple[Meeting, Meeting], story: Cast, wait: Wait, failed: Failed
):
    make_contact(story.ada, story.eve, story)
    for meeting in meetings:
        meeting.guests.append(Guest(person=story.eve, brought_by=story.ada, answer="yes", answered_at=now()))
    sharing.block(story.eve, story.ben)
    sharing.block(story.eve, story.cleo)
    wait(minutes=1)
    assert [meeting.guests[0].left_at is not None for meeting in meetings] == [False, True]
    assert failed() == 1


def test_a_letter_that_waited(story: Cast, wait: Wait, failed: Failed):
    away(story.ben, story.cleo)
    lines = ["How you showed me the rig", "I see my thesis with other eyes", ""]
    sent = [lettering.send(story.ada, other, "advice", lines) for other in (story.ben, story.cleo)]
    make_odd(story.ben)
    wait(days=4)
    assert [letter.delivered_at is not None for letter in sent] == [False, True]
    assert failed() == 1
