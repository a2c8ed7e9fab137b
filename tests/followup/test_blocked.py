"""Once one has blocked the other nothing goes on between the two, and nobody is told of the block."""

import pytest

from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.refusals import Refused
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, THURSDAY, kinds, letters

SIDES = [("ada", "ben"), ("ben", "ada")]


def block(cast: Cast, blocker: str, blocked: str) -> None:
    sharing.block(getattr(cast, blocker), getattr(cast, blocked))
    db.session.commit()


@pytest.mark.parametrize(("blocker", "blocked"), SIDES)
def test_a_request_takes_no_answers_any_more(story: Cast, asked: MeetingRequest, blocker: str, blocked: str):
    block(story, blocker, blocked)
    slot = asked.proposed_slots[0]
    for say in (
        lambda: answers.accept(slot, story.ben),
        lambda: answers.call_instead(slot, story.ben, "0341 1234"),
        lambda: answers.other_times(asked, (FRIDAY,), "Words"),
        lambda: answers.later(asked, FRIDAY.date(), "Words"),
        lambda: answers.decline(asked, "Words"),
    ):
        with pytest.raises(Refused, match="ended"):
            say()
    assert kinds(story.ada) == []


def test_other_times_cannot_be_chosen_by_who_was_blocked_since(story: Cast, asked: MeetingRequest):
    answers.other_times(asked, (FRIDAY,))
    block(story, "ben", "ada")
    with pytest.raises(Refused, match="ended"):
        answers.accept(asked.counter_slots[0], story.ada)
    assert asked.meeting is None


@pytest.mark.parametrize(("blocker", "blocked"), SIDES)
def test_a_request_is_not_reminded_of(story: Cast, asked: MeetingRequest, wait, blocker: str, blocked: str):
    block(story, blocker, blocked)
    wait(days=6)
    assert kinds(story.ben) == ["request"]


def test_who_was_blocked_takes_a_request_back_without_a_letter(story: Cast, asked: MeetingRequest):
    block(story, "ben", "ada")
    requests.withdraw(asked)
    assert kinds(story.ben) == ["request"]


@pytest.mark.parametrize(("blocker", "blocked"), SIDES)
def test_a_meeting_is_called_off_by_who_blocks(story: Cast, agreed: Meeting, wait, blocker: str, blocked: str):
    block(story, blocker, blocked)
    wait(minutes=1)
    assert agreed.cancelled_by_id == getattr(story, blocker).id
    told = letters("meeting_cancelled", getattr(story, blocked))
    assert len(told) == 1
    assert "block" not in told[0].text.lower()
    assert "Your answer" not in told[0].text
    before = len(kinds())
    wait(days=9)
    assert len(kinds()) == before, "no reminder, no question afterwards"


@pytest.mark.parametrize(("blocker", "blocked"), SIDES)
def test_no_words_go_through_a_meeting(story: Cast, agreed: Meeting, blocker: str, blocked: str):
    block(story, blocker, blocked)
    villain = getattr(story, blocked)
    with pytest.raises(Refused, match="ended"):
        meetings.change(agreed, villain, THURSDAY, "Nasty words", "Nasty words")
    meetings.cancel(agreed, villain, "Nasty words")
    assert not [letter for letter in letters() if "Nasty" in letter.text]


@pytest.mark.parametrize(("blocker", "blocked"), SIDES)
def test_no_thanks_and_no_question_after_a_meeting(
    story: Cast, agreed: Meeting, travel, wait, blocker: str, blocked: str
):
    travel.move_to(agreed.starts_at)
    block(story, blocker, blocked)
    wait(hours=2)
    assert agreed.is_on
    assert letters("did_you_meet") == []
    with pytest.raises(Refused, match="ended"):
        meetings.thank(agreed, getattr(story, blocked), "Nasty words")
