"""What time does: deliver, remind once, close kindly, ask afterwards."""

from datetime import UTC, date, datetime

import pytest

from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Block, Contact
from eventnet.followup import answers, requests
from eventnet.followup.models import AnswerLink, Meeting, MeetingRequest, QuietTime
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, draft, kinds, letters, words_in

LATER = datetime(2026, 12, 18, 10)  # noqa: DTZ001 - wall time


def quiet(cast: Cast, first: date, last: date) -> None:
    db.session.add(QuietTime(person_id=cast.ben.id, from_on=first, until_on=last))
    db.session.commit()


def card_of_ben(cast: Cast) -> Contact:
    found = Contact.held_by(cast.ada).where(Contact.subject_id == cast.ben.id).first()
    assert found is not None
    return found


@pytest.fixture
def queued(story: Cast) -> MeetingRequest:
    """Ben is away until Sunday; Ada's request waits until Monday."""
    quiet(story, date(2026, 11, 26), date(2026, 11, 29))
    request = requests.propose(story.ada, story.ben, draft(LATER))
    db.session.commit()
    return request


def test_what_waits_is_delivered_when_it_is_its_turn(queued: MeetingRequest, wait):
    wait(days=3)
    assert (queued.delivered_at, kinds()) == (None, [])
    wait(days=1)
    assert queued.delivered_at == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert queued.expires_at == datetime(2026, 12, 14, 9, 30, tzinfo=UTC)
    wait(hours=1)
    assert kinds() == ["request"], "once"


def test_quiet_days_added_since_are_kept(queued: MeetingRequest, story: Cast, wait):
    quiet(story, date(2026, 11, 30), date(2026, 12, 2))
    wait(days=4)
    assert (queued.delivered_at, queued.due_at) == (None, datetime(2026, 12, 3, 7, tzinfo=UTC))


@pytest.mark.parametrize("reason", ["block", "takes none", "taken back", "too late"])
def test_what_can_no_longer_be_delivered_closes_and_stays_unseen(queued: MeetingRequest, story: Cast, wait, reason):
    if reason == "block":
        db.session.add(Block(blocker_id=story.ben.id, blocked_id=story.ada.id))
    elif reason == "takes none":
        story.ben.requests_a_week = 0
    elif reason == "taken back":
        sharing.withdraw(card_of_ben(story))
    else:
        quiet(story, date(2026, 11, 30), date(2026, 12, 20))
    wait(days=4)
    assert (queued.delivered_at, queued.state) == (None, "expired")
    assert (kinds(story.ben), kinds(story.ada)) == ([], ["request_expired"])
    assert "has not seen it" in letters("request_expired")[0].text


def test_there_is_one_reminder_after_five_days(asked: MeetingRequest, wait):
    wait(days=4, hours=23)
    assert kinds() == ["request"]
    wait(hours=1)
    assert kinds() == ["request", "request_reminder"]
    wait(days=6)
    assert kinds().count("request_reminder") == 1


def test_who_has_answered_is_not_reminded(asked: MeetingRequest, story: Cast, wait):
    answers.other_times(asked, (FRIDAY,))
    wait(days=6)
    assert kinds(story.ben) == ["request"]


def test_no_reminder_into_a_quiet_time_or_through_a_block(asked: MeetingRequest, story: Cast, wait):
    quiet(story, date(2026, 12, 1), date(2026, 12, 3))
    wait(days=6)
    assert kinds(story.ben) == ["request"]
    db.session.add(Block(blocker_id=story.ben.id, blocked_id=story.ada.id))
    wait(days=3)
    assert kinds(story.ben) == ["request"]


def test_silence_closes_after_two_weeks_with_kind_words_to_the_sender_alone(asked: MeetingRequest, story: Cast, wait):
    wait(days=13, hours=23)
    assert asked.is_open
    wait(hours=1)
    assert (asked.state, asked.is_open) == ("expired", False)
    assert kinds(story.ada) == ["request_expired"]
    assert kinds(story.ben) == ["request", "request_reminder"]
    assert all(link.ended_at for link in Rows(AnswerLink))
    wait(days=1)
    assert kinds(story.ada) == ["request_expired"], "once"


def test_other_times_wait_two_weeks_for_the_sender(asked: MeetingRequest, story: Cast, wait):
    wait(days=10)
    answers.other_times(asked, (LATER,))
    wait(days=13)
    assert asked.state == "other_times"
    wait(days=1)
    assert asked.state == "expired"
    assert "named other times" in letters("request_expired")[0].text


def test_an_agreed_meeting_does_not_expire(asked: MeetingRequest, wait):
    asked.slots[1].starts_at = datetime(2026, 12, 20, 9, tzinfo=UTC)
    answers.accept(asked.slots[1], asked.recipient)
    wait(days=15)
    assert asked.state == "agreed"


def test_on_the_named_day_the_sender_hears_that_it_has_come(asked: MeetingRequest, story: Cast, wait):
    answers.later(asked, date(2026, 12, 10))
    wait(days=13)
    assert "request_may_ask" not in kinds()
    wait(days=1)
    assert kinds(story.ada) == ["request_later", "request_may_ask"]
    assert "/meeting-request" in letters("request_may_ask")[0].text
    wait(days=1)
    assert kinds().count("request_may_ask") == 1
    assert requests.propose(story.ada, story.ben, draft(LATER)).is_open


def test_after_the_end_both_are_asked_once_whether_they_met(agreed: Meeting, story: Cast, wait):
    wait(days=4, hours=23, minutes=45)  # it has begun, and is not over
    assert letters("did_you_meet") == []
    wait(minutes=20)
    assert {letter.to_person_id for letter in letters("did_you_meet")} == {story.ada.id, story.ben.id}
    assert not agreed.request.is_open
    wait(hours=1)
    assert len(letters("did_you_meet")) == 2


def test_nobody_is_asked_about_a_meeting_that_was_called_off(agreed: Meeting, wait):
    answers.decline(agreed.request)
    wait(days=6)
    assert letters("did_you_meet") == []
    assert letters("meeting_reminder") == []


def test_what_was_put_off_comes_back_with_its_first_words(asked: MeetingRequest, story: Cast, wait, browser_of):
    answers.later(asked, date(2026, 12, 10))
    db.session.commit()
    ada, path = browser_of(story.ada), f"/contacts/{requests.contact_with(story.ada, story.ben).code}/meeting-request"
    assert "Ask again" not in ada.get("/follow-up").get_data(as_text=True)
    wait(days=14)
    page = browser_of(story.ada).get("/follow-up").get_data(as_text=True)
    assert ("Ask again" in page, page.count(path)) == (True, 1)
    assert asked.ask in words_in(browser_of(story.ada).get(path).get_data(as_text=True))
    requests.propose(story.ada, story.ben, draft(datetime(2026, 12, 20, 10)))  # noqa: DTZ001 - wall time
    db.session.commit()
    assert "Ask again" not in browser_of(story.ada).get("/follow-up").get_data(as_text=True)


@pytest.mark.parametrize("day", [date(2028, 1, 1), date.max, date.min])
def test_a_day_to_come_back_is_within_a_year(asked: MeetingRequest, day: date):
    with pytest.raises(Refused):
        answers.later(asked, day)
    assert asked.answer is None
