"""Six answers; each may become any other until the meeting."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations

import pytest

from eventnet.db import db
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Meeting, MeetingRequest, Rest
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, draft, kinds, letters

Answer = Callable[[MeetingRequest], object]
ANSWERS: dict[str, Answer] = {
    "accepted": lambda request: answers.accept(request.proposed_slots[0], request.recipient),
    "call": lambda request: answers.call_instead(request.proposed_slots[1], request.recipient, "0341 123"),
    "other_times": lambda request: answers.other_times(request, (FRIDAY,), "Fridays are better."),
    "later": lambda request: answers.later(request, date(2027, 1, 15)),
    "declined": lambda request: answers.decline(request),
    "never": lambda request: answers.never(request),
}
AGREED = {"accepted", "call"}
RESTING = {"later", "declined", "never"}


def check_alone(request: MeetingRequest, answer: str) -> None:
    """Nothing of any earlier answer is left."""
    db.session.commit()
    assert request.answer == answer
    assert request.is_agreed == (answer in AGREED)
    assert answer in AGREED or bool(request.counter_slots) == (answer == "other_times")
    rest = Rest.between(request.sender, request.recipient).first()
    assert (rest is not None) == (answer in RESTING)
    assert rest is None or (rest.until is None) == (answer == "never")
    assert (request.ask_after_on is not None) == (answer == "later")
    assert request.is_open == (answer not in RESTING)
    assert Rows(Meeting).count() <= 1


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_is_one_act(asked: MeetingRequest, answer: str):
    ANSWERS[answer](asked)
    check_alone(asked, answer)
    assert len(kinds()) > 1, "somebody is told"


@pytest.mark.parametrize(("first", "second"), list(permutations(ANSWERS, 2)))
def test_each_answer_may_become_any_other(asked: MeetingRequest, travel, first: str, second: str):
    ANSWERS[first](asked)
    db.session.commit()
    travel.shift(timedelta(hours=1))
    ANSWERS[second](asked)
    check_alone(asked, second)
    cancels = [letter for letter in letters() if letter.calendar_method == "CANCEL"]
    assert len(cancels) == (2 if first in AGREED and second not in AGREED else 0)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_meeting_that_was_called_off_can_be_on_again(asked: MeetingRequest, travel, answer: str):
    for turn in ("accepted", answer, "accepted"):
        ANSWERS[turn](asked)
        db.session.commit()
        travel.shift(timedelta(hours=1))
    assert asked.state == "agreed"
    assert asked.meeting is not None
    assert [letter.calendar_method for letter in letters("meeting_agreed")][:2] == ["REQUEST", "REQUEST"]


def test_once_the_meeting_has_begun_nothing_can_be_answered(agreed: Meeting, travel):
    travel.move_to(agreed.starts_at)
    for answer in ANSWERS.values():
        with pytest.raises(Refused) as no:
            answer(agreed.request)
        db.session.rollback()
        assert no.value.code == "ended"


@pytest.mark.parametrize("end", ["withdrawn", "expired", "called off by the sender"])
def test_what_is_closed_takes_no_answers(asked: MeetingRequest, wait, end: str):
    if end == "withdrawn":
        requests.withdraw(asked)
    elif end == "expired":
        wait(days=14)
    else:
        meetings.cancel(answers.accept(asked.slots[0], asked.recipient), asked.sender)
    db.session.commit()
    with pytest.raises(Refused):
        answers.decline(asked)


def test_the_sender_chooses_one_of_the_other_times(asked: MeetingRequest, story: Cast):
    ANSWERS["other_times"](asked)
    meeting = answers.accept(asked.counter_slots[0], story.ada)
    db.session.commit()
    assert (meeting.starts_wall, asked.answer) == (FRIDAY, "accepted")
    assert len(letters("meeting_agreed")) == 2


def test_nobody_accepts_their_own_time(asked: MeetingRequest, story: Cast):
    with pytest.raises(Refused):
        answers.accept(asked.slots[0], story.ada)


def test_a_time_that_has_passed_is_not_accepted(asked: MeetingRequest, travel):
    travel.shift(timedelta(days=6))
    with pytest.raises(Refused) as no:
        answers.accept(asked.slots[0], asked.recipient)
    assert no.value.code == "past-slot"


def test_the_same_button_twice_is_one_answer(asked: MeetingRequest):
    seen = answers.version(asked)
    first = answers.accept(asked.slots[0], asked.recipient, seen)
    second = answers.accept(asked.slots[0], asked.recipient, seen)
    assert first is second
    assert len(letters("meeting_agreed")) == 2


@pytest.mark.parametrize("answer", ["declined", "never", "later"])
def test_two_taps_on_one_button_are_one_answer_and_one_letter(asked: MeetingRequest, travel, answer: str):
    seen = answers.version(asked)
    acts = {
        "declined": lambda: answers.decline(asked, seen=seen),
        "never": lambda: answers.never(asked, seen),
        "later": lambda: answers.later(asked, date(2027, 1, 15), seen=seen),
    }
    acts[answer]()
    db.session.commit()
    travel.shift(1)
    acts[answer]()
    db.session.commit()
    assert len(kinds()) == 2


def test_an_answer_to_a_page_that_is_out_of_date_is_asked_again(asked: MeetingRequest):
    seen = answers.version(asked)
    answers.accept(asked.slots[0], asked.recipient, seen)
    with pytest.raises(Refused) as no:
        answers.accept(asked.slots[1], asked.recipient, seen)
    assert (no.value.code, "Tue 1 Dec, 10:00" in no.value.words) == ("meanwhile", True)


def test_a_call_is_short_and_says_how(asked: MeetingRequest):
    meeting = ANSWERS["call"](asked)
    assert isinstance(meeting, Meeting)
    assert (meeting.way, meeting.minutes, meeting.place) == ("call", 15, "+49 341 123")


def test_not_now_needs_a_day_to_come(asked: MeetingRequest):
    with pytest.raises(Refused) as no:
        answers.later(asked, date(2026, 11, 26))
    assert no.value.code == "past-day"


def test_an_old_request_is_not_reopened_beside_a_new_one(asked: MeetingRequest, story: Cast, travel):
    answers.later(asked, date(2026, 11, 28))
    db.session.commit()
    travel.shift(timedelta(days=2))
    requests.propose(story.ada, story.ben, draft())
    db.session.commit()
    with pytest.raises(Refused) as no:
        answers.accept(asked.slots[0], story.ben)
    assert no.value.code == "newer"


def test_the_recipients_address_goes_out_only_with_a_yes(asked: MeetingRequest, story: Cast):
    for answer in ("declined", "later", "other_times"):
        ANSWERS[answer](asked)
    assert {letter.reply_address for letter in letters(to=story.ada)} == {None}
    assert all("ben@example.org" not in letter.text for letter in letters(to=story.ada))
    ANSWERS["accepted"](asked)
    assert letters("meeting_agreed", story.ada)[0].reply_address == "ben@example.org"


def test_withdrawing_tells_the_recipient_once(asked: MeetingRequest, story: Cast):
    requests.withdraw(asked)
    assert kinds(story.ben) == ["request", "request_withdrawn"]
    with pytest.raises(Refused):
        requests.withdraw(asked)


def test_a_request_that_never_arrived_is_withdrawn_without_a_word(story: Cast):
    story.ben.requests_a_week = 1
    from tests.followup.test_pacing import ask_ben

    waiting = ask_ben(story, 2)[1]
    requests.withdraw(waiting)
    assert "request_withdrawn" not in kinds()
