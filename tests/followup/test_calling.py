"""A call has a number or a link: given by either, at once or later; it stands in letters and calendars."""

from datetime import timedelta

import pytest

from eventnet.db import db
from eventnet.followup import answers, calling, meetings
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.refusals import Refused
from tests.cast import Cast
from tests.followup.conftest import TUESDAY, letters, link_in

LINK = "https://meet.example.org/ada-and-ben"


@pytest.fixture
def call(asked: MeetingRequest) -> Meeting:
    """Ben would rather phone, and has not said how."""
    meeting = answers.call_instead(asked.proposed_slots[0], asked.recipient)
    db.session.commit()
    return meeting


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 0341  1234567 ", "+49 341 1234567"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("meet.example.org/x", "https://meet.example.org/x"),
        (LINK, LINK),
        ("", ""),
    ],
)
def test_a_number_or_a_link(typed: str, kept: str):
    assert calling.way_of(typed) == kept


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "file:///etc/passwd", "http://localhost/x", "Signal", "12"])
def test_nothing_else(typed: str):
    with pytest.raises(Refused) as no:
        calling.way_of(typed)
    assert no.value.code == "no-way"


@pytest.mark.parametrize("who", ["sender", "recipient"])
def test_either_gives_it_later_and_both_calendars_follow(call: Meeting, who: str):
    assert "Not said yet" in letters("meeting_agreed", call.request.sender)[0].text
    meetings.say_how(call, getattr(call.request, who), LINK)
    db.session.commit()
    assert (call.place, call.sequence) == (LINK, 1)
    for letter in letters("meeting_way"):
        calendar = (letter.calendar or "").replace("\r\n ", "")
        assert (LINK in letter.text, f"LOCATION:{LINK}" in calendar) == (True, True)
        assert f"CONFERENCE;VALUE=URI:{LINK}" in calendar
    assert len(letters("meeting_way")) == 2


def test_the_same_again_is_no_letter(call: Meeting):
    for _tap in range(2):
        meetings.say_how(call, call.request.sender, LINK)
    assert len(letters("meeting_way")) == 2


def test_giving_it_shortly_before_brings_no_second_reminder(call: Meeting, wait):
    wait(days=4, hours=12)
    before = len(letters("meeting_reminder"))
    meetings.say_how(call, call.request.sender, LINK)
    db.session.commit()
    wait(hours=1)
    assert len(letters("meeting_reminder")) == before


def test_from_the_letter_without_an_account(call: Meeting, client, story: Cast, browser_of):
    client.get(link_in(letters("meeting_agreed", call.request.recipient)[0]))
    path, data = f"/meetings/{call.code}/way", {"call-place": "0341 1234567", "as": "recipient"}
    assert browser_of(story.eve).post(path, data=data).status_code == 404
    assert client.post(path, data=data | {"call-place": "ftp://x"}).status_code == 422
    assert client.post(path, data=data).status_code == 303
    db.session.expire_all()
    assert call.place == "+49 341 1234567"


def test_a_meeting_may_become_a_call_and_a_call_a_meeting(agreed: Meeting):
    meetings.change(agreed, agreed.request.sender, TUESDAY, LINK, "My train does not run.", way="call")
    assert (agreed.way, agreed.minutes, agreed.place) == ("call", 15, LINK)
    meetings.change(agreed, agreed.request.recipient, TUESDAY, "Café Grundmann", way="in_person")
    assert (agreed.way, agreed.minutes) == ("in_person", 30)


def test_a_meeting_in_person_needs_a_place_and_a_call_a_real_link(agreed: Meeting, story: Cast, browser_of):
    ada, path = browser_of(story.ada), f"/meetings/{agreed.code}/change"
    data = {"change-day": "2026-12-01", "change-time": "11:00", "change-place": "", "as": "sender"}
    assert "Name a place" in ada.post(path, data=data | {"change-way": "in_person"}).get_data(as_text=True)
    wrong = ada.post(path, data=data | {"change-way": "call", "change-place": "ftp://x"})
    assert (wrong.status_code, "Type a phone number" in wrong.get_data(as_text=True)) == (422, True)
    assert ada.post(path, data=data | {"change-way": "call"}).status_code == 303


def test_once_it_has_begun_nothing_is_changed(call: Meeting, travel):
    travel.move_to(call.starts_at + timedelta(minutes=1))
    with pytest.raises(Refused) as no:
        meetings.say_how(call, call.request.sender, LINK)
    assert no.value.code == "begun"
