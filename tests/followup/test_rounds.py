"""Times answered with times, three rounds each; then a call or a later day."""

from datetime import datetime, timedelta

import pytest

from eventnet.db import db
from eventnet.followup import answers, rounds
from eventnet.followup.models import MeetingRequest
from eventnet.followup.rounds import MOST, Round
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, letters, link_in, words_in

MONDAY = datetime(2026, 12, 7, 14)  # noqa: DTZ001 - wall time


def name(request: MeetingRequest, by, wall: datetime, note: str = "") -> None:
    answers.other_times(request, (wall,), note, by=by)
    db.session.commit()


@pytest.fixture
def named(asked: MeetingRequest) -> MeetingRequest:
    """Ben has named Friday."""
    name(asked, asked.recipient, FRIDAY, "Fridays are better.")
    return asked


def test_the_asker_answers_times_with_times_and_it_is_the_others_turn(named: MeetingRequest, travel):
    travel.shift(timedelta(hours=1))
    name(named, named.sender, MONDAY, "I have an exam then.")
    assert (named.state, named.is_open, rounds.left(named, named.sender)) == ("countered", True, MOST - 1)
    assert [slot.starts_wall for slot in named.proposed_slots] == [MONDAY]
    assert [slot.starts_wall for slot in named.counter_slots] == [FRIDAY], "they may still be taken"
    answers.accept(named.proposed_slots[0], named.recipient)
    assert named.state == "agreed"


def test_each_round_is_one_letter_also_when_the_button_is_tapped_twice(named: MeetingRequest, travel):
    for _tap in range(2):
        travel.shift(timedelta(minutes=1))
        name(named, named.sender, MONDAY)
    for _tap in range(2):
        travel.shift(timedelta(minutes=1))
        name(named, named.recipient, FRIDAY + timedelta(days=7))
    told = [letter.to_person_id for letter in letters("request_other_times")]
    assert told == [named.sender_id, named.recipient_id, named.sender_id]
    assert Rows(Round).count() == 3


def test_the_asker_goes_first_only_with_the_request(asked: MeetingRequest):
    with pytest.raises(Refused) as no:
        answers.other_times(asked, (MONDAY,), by=asked.sender)
    assert no.value.code == "own-times"


@pytest.mark.parametrize("who", ["sender", "recipient"])
def test_after_three_rounds_each_there_are_no_more(named: MeetingRequest, travel, who: str):
    for number in range(1, 2 * MOST):
        travel.shift(timedelta(minutes=1))
        by = named.sender if number % 2 else named.recipient
        name(named, by, MONDAY + timedelta(days=number))
    with pytest.raises(Refused) as no:
        answers.other_times(named, (MONDAY + timedelta(days=30),), by=getattr(named, who))
    assert no.value.code == "rounds"
    meeting = answers.call_instead(named.counter_slots[0], named.sender)
    assert meeting.is_call, "a call is a way on"


def test_the_page_then_suggests_a_call_or_later(named: MeetingRequest, travel, client, browser_of):
    path = f"/meeting-requests/{named.code}"
    assert "Suggest these times" in browser_of(named.sender).get(path).get_data(as_text=True)
    for number in range(1, 2 * MOST):
        travel.shift(timedelta(minutes=1))
        name(named, named.sender if number % 2 else named.recipient, MONDAY + timedelta(days=number))
    pages = [browser_of(named.sender).get(path), client.get(link_in(letters("request")[0]), follow_redirects=True)]
    for page in pages:
        text = page.get_data(as_text=True)
        assert "Suggest these times" not in text
        assert "You have named times three times" in words_in(text) or "dreimal" in words_in(text)


def test_without_an_account_the_next_round_is_one_form(named: MeetingRequest, travel, client):
    travel.shift(timedelta(hours=1))
    name(named, named.sender, MONDAY, "I have an exam then.")
    letter = letters("request_other_times")[-1]
    assert (letter.to_person_id, letter.reply_address) == (named.recipient_id, "ada@example.org")
    page = client.get(link_in(letter), follow_redirects=True).get_data(as_text=True)
    assert "I have an exam then." in page
    data = {"other-day_1": "2026-12-09", "other-time_1": "16:00", "as": "recipient", "seen": answers.version(named)}
    assert client.post(f"/r/{named.code}/other-times", data=data).status_code == 303
    db.session.expire_all()
    assert (named.state, [slot.starts_wall.day for slot in named.counter_slots]) == ("other_times", [9])


def test_an_old_page_does_not_answer_what_it_does_not_show(named: MeetingRequest, travel):
    seen = answers.version(named)
    travel.shift(timedelta(hours=1))
    name(named, named.sender, MONDAY)
    with pytest.raises(Refused) as no:
        answers.other_times(named, (MONDAY + timedelta(days=2),), seen=seen)
    assert no.value.code == "meanwhile"


def test_silence_after_the_askers_times_closes_kindly(named: MeetingRequest, wait):
    wait(days=1)
    name(named, named.sender, MONDAY)
    wait(days=15)
    assert (named.state, named.is_open) == ("expired", False)
    assert "Your other times have waited" in letters("request_expired", named.sender)[0].text.replace("\n", " ")


def test_a_stranger_names_no_times(named: MeetingRequest, story: Cast, client, browser_of):
    data = {"other-day_1": "2026-12-09", "other-time_1": "16:00", "as": "sender", "seen": answers.version(named)}
    for browser in (client, browser_of(story.eve), browser_of(story.cleo)):
        assert browser.post(f"/r/{named.code}/other-times", data=data).status_code == 404
    assert browser_of(story.ada).post(f"/r/{named.code}/other-times", data=data).status_code == 303
