"""What was agreed: one winner for a time; changes, calling off, and what came of it."""

from datetime import datetime, timedelta

import pytest

from eventnet.db import db
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, THURSDAY, TUESDAY, draft, letters


def test_a_change_keeps_the_uid_and_raises_the_sequence(agreed: Meeting, story: Cast):
    uid = agreed.uid
    meetings.change(agreed, story.ada, FRIDAY, "Mensa am Park", "My train is late.")
    db.session.commit()
    assert (agreed.uid, agreed.sequence, agreed.starts_wall, agreed.place) == (uid, 1, FRIDAY, "Mensa am Park")
    changed = letters("meeting_changed")
    assert [letter.calendar_method for letter in changed] == ["REQUEST", "REQUEST"]
    assert all("My train is late." in letter.text for letter in changed)


def test_accepting_another_time_moves_the_meeting(agreed: Meeting, story: Cast):
    answers.accept(agreed.request.proposed_slots[1], story.ben)
    assert (agreed.starts_wall, agreed.sequence, Rows(Meeting).count()) == (THURSDAY, 1, 1)
    assert len(letters("meeting_changed")) == 2


def test_a_moved_meeting_is_reminded_of_anew(agreed: Meeting, story: Cast, wait):
    wait(days=4)
    assert len(letters("meeting_reminder")) == 2
    meetings.change(agreed, story.ben, datetime(2026, 12, 8, 10), "Here")  # noqa: DTZ001 - wall time
    wait(days=7)
    assert len(letters("meeting_reminder")) == 4


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_side_calls_it_off_with_a_word_why(agreed: Meeting, story: Cast, who: str):
    meetings.cancel(agreed, getattr(story, who), "Flu.")
    db.session.commit()
    assert (agreed.state, agreed.sequence, agreed.request.is_open) == ("cancelled", 1, False)
    cancelled = letters("meeting_cancelled")
    assert [letter.calendar_method for letter in cancelled] == ["CANCEL", "CANCEL"]
    assert all("Flu." in letter.text for letter in cancelled)
    assert agreed.request.takes_answers == (who == "ben")


def test_the_recipient_may_still_accept_anew_two_weeks_after_calling_it_off(agreed: Meeting, story: Cast, travel):
    meetings.change(agreed, story.ada, datetime(2027, 1, 20, 10), "Here")  # noqa: DTZ001 - wall time
    travel.shift(timedelta(days=30))
    meetings.cancel(agreed, story.ben, "Flu.")
    db.session.commit()
    assert agreed.request.takes_answers
    travel.shift(timedelta(days=15))
    assert not agreed.request.takes_answers


def test_after_it_was_called_off_one_may_ask_anew(agreed: Meeting, story: Cast):
    meetings.cancel(agreed, story.ben, "Flu.")
    assert requests.propose(story.ada, story.ben, draft(FRIDAY)).is_open


@pytest.mark.parametrize("act", ["change", "cancel"])
def test_what_has_begun_is_neither_changed_nor_called_off(agreed: Meeting, story: Cast, travel, act: str):
    travel.move_to(agreed.starts_at)
    acts = {
        "change": lambda: meetings.change(agreed, story.ada, FRIDAY, "Here"),
        "cancel": lambda: meetings.cancel(agreed, story.ada),
    }
    with pytest.raises(Refused) as no:
        acts[act]()
    assert no.value.code == "begun"


@pytest.mark.parametrize(
    ("wall", "code"),
    [
        (TUESDAY, "same"),
        (TUESDAY - timedelta(days=20), "past-slot"),
        (datetime(2027, 3, 28, 2, 30), "skipped-hour"),  # noqa: DTZ001 - wall time
    ],
)
def test_a_change_needs_another_time_that_can_be_kept(agreed: Meeting, story: Cast, wall, code):
    with pytest.raises(Refused) as no:
        meetings.change(agreed, story.ada, wall, agreed.place)
    assert no.value.code == code


def test_one_hour_can_be_won_once(story: Cast):
    """Ada has proposed the same hour to Ben and to Cleo; Ben is faster."""
    to_ben = requests.propose(story.ada, story.ben, draft(TUESDAY))
    to_cleo = requests.propose(story.ada, story.cleo, draft(TUESDAY + timedelta(minutes=15), FRIDAY))
    answers.accept(to_ben.slots[0], story.ben)
    db.session.commit()
    with pytest.raises(Refused) as no:
        answers.accept(to_cleo.slots[0], story.cleo)
    db.session.rollback()
    assert (no.value.code, "Ben" in no.value.words) == ("taken", False), "with whom is nobody's business"
    assert answers.accept(to_cleo.slots[1], story.cleo).is_on


def test_meetings_may_follow_on_each_other(story: Cast):
    to_ben = requests.propose(story.ada, story.ben, draft(TUESDAY))
    to_cleo = requests.propose(story.ada, story.cleo, draft(TUESDAY + timedelta(minutes=30)))
    answers.accept(to_ben.slots[0], story.ben)
    assert answers.accept(to_cleo.slots[0], story.cleo).is_on


def test_a_meeting_that_was_called_off_frees_its_hour(story: Cast):
    to_ben = requests.propose(story.ada, story.ben, draft(TUESDAY))
    to_cleo = requests.propose(story.ada, story.cleo, draft(TUESDAY))
    meetings.cancel(answers.accept(to_ben.slots[0], story.ben), story.ben)
    assert answers.accept(to_cleo.slots[0], story.cleo).is_on


def test_two_who_ask_each_other_meet_once(story: Cast, wait):
    story.ben.requests_a_week = 1
    story.ada.requests_a_week = 1
    to_cleo = requests.propose(story.cleo, story.ada, draft(TUESDAY))  # Ada's week is full by this
    answers.decline(to_cleo)
    back = requests.propose(story.ben, story.ada, draft(datetime(2026, 12, 10, 10)))  # noqa: DTZ001 - wall time
    assert back.delivered_at is None
    there = requests.propose(story.ada, story.ben, draft(datetime(2026, 12, 9, 10)))  # noqa: DTZ001 - wall time
    wait(days=7)
    answers.accept(there.slots[0], story.ben)
    db.session.commit()
    with pytest.raises(Refused) as no:
        answers.accept(back.slots[0], story.ada)
    assert no.value.code == "agreed"


@pytest.mark.parametrize(
    ("adas", "bens", "outcome"),
    [
        (True, None, "held"),
        (False, None, "not_held"),
        (True, True, "held"),
        (False, False, "not_held"),
        (True, False, "disputed"),
        (None, None, None),
    ],
)
def test_the_outcome_is_what_both_say(agreed: Meeting, story: Cast, travel, adas, bens, outcome):
    travel.move_to(agreed.ends_at)
    for person, said in ((story.ada, adas), (story.ben, bens)):
        if said is not None:
            meetings.say(agreed, person, said)
    db.session.commit()
    assert agreed.outcome == outcome


def test_my_word_may_change_and_is_one(agreed: Meeting, story: Cast, travel):
    travel.move_to(agreed.ends_at)
    meetings.say(agreed, story.ada, True)
    meetings.say(agreed, story.ada, False)
    db.session.commit()
    assert [outcome.held for outcome in agreed.outcomes] == [False]


def test_nobody_says_how_it_was_before_it_is_over(agreed: Meeting, story: Cast, travel):
    travel.move_to(agreed.ends_at - timedelta(seconds=1))
    with pytest.raises(Refused):
        meetings.say(agreed, story.ada, True)
    with pytest.raises(Refused):
        meetings.thank(agreed, story.ada, "Thank you!")


def test_thanks_are_sent_once(agreed: Meeting, story: Cast, travel):
    travel.move_to(agreed.ends_at)
    meetings.thank(agreed, story.ada, "Thank you for the rig.\nI will build my own.")
    db.session.commit()
    with pytest.raises(Refused):
        meetings.thank(agreed, story.ada, "Once more.")
    assert [(letter.to_name, letter.reply_address) for letter in letters("thank_you")] == [
        ("Ben Okafor", "ada@example.org")
    ]
    meetings.thank(agreed, story.ben, "Come again.")
    assert len(letters("thank_you")) == 2


def test_who_says_that_it_did_not_happen_sends_no_thanks(agreed: Meeting, story: Cast, travel):
    travel.move_to(agreed.ends_at)
    meetings.say(agreed, story.ada, False)
    with pytest.raises(Refused):
        meetings.thank(agreed, story.ada, "Thank you!")


def test_a_request_has_one_meeting_in_the_database_too(agreed: Meeting):
    from sqlalchemy.exc import IntegrityError

    twin = Meeting(
        request_id=agreed.request_id,
        starts_at=agreed.starts_at,
        starts_wall=agreed.starts_wall,
        zone=agreed.zone,
        minutes=30,
        place="",
        uid="another",
    )
    db.session.add(twin)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
    assert Rows(MeetingRequest).count() == 1
