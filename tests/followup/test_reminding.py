"""Before a meeting each is reminded as they chose, with their own memory and the way there."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from eventnet.db import db
from eventnet.exchange import promising
from eventnet.exchange.models import Block
from eventnet.followup import answers, meetings, reminding, wishes
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.followup.reminding.way import way_to
from eventnet.web.languages import speaking
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, THURSDAY, letters

Wait = Callable[..., None]
# The meeting is on Tuesday at 10:00; the story begins 4 days and 23.5 hours before.
TO_THE_DAY_BEFORE = timedelta(days=3, hours=23, minutes=31)
TO_TWO_HOURS_BEFORE = timedelta(days=4, hours=21, minutes=31)


def readers(kind: str) -> list[int | None]:
    return sorted(letter.to_person_id or 0 for letter in letters(kind))


def test_both_are_reminded_once_the_day_before(agreed: Meeting, story: Cast, wait: Wait):
    wait(days=3, hours=23)
    assert readers("meeting_reminder") == []
    wait(minutes=31)
    wait(minutes=1)
    assert readers("meeting_reminder") == [story.ada.id, story.ben.id]
    wait(hours=22, minutes=30)
    assert readers("meeting_soon") == [], "nobody has asked for it"


def test_two_hours_before_only_who_wishes_it_hears(agreed: Meeting, story: Cast, wait: Wait):
    wishes.change(story.ben, two_hours=True)
    wishes.change(story.ada, day_before=False)
    wait(seconds=TO_THE_DAY_BEFORE.total_seconds())
    assert readers("meeting_reminder") == [story.ben.id]
    wait(seconds=(TO_TWO_HOURS_BEFORE - TO_THE_DAY_BEFORE).total_seconds())
    wait(minutes=1)
    assert readers("meeting_soon") == [story.ben.id]


def test_what_could_not_be_written_the_day_before_is_written_two_hours_before(agreed: Meeting, story: Cast, wait: Wait):
    wishes.change(story.ada, day_before=False)
    wait(seconds=TO_TWO_HOURS_BEFORE.total_seconds())
    assert (readers("meeting_reminder"), readers("meeting_soon")) == ([], [story.ben.id])


@pytest.mark.parametrize("before", [timedelta(hours=20), timedelta(hours=1)])
def test_who_agreed_later_than_that_needs_no_reminder(
    asked: MeetingRequest, story: Cast, travel, wait: Wait, before: timedelta
):
    wishes.change(story.ben, two_hours=True)
    slot = asked.proposed_slots[0]
    travel.move_to(slot.starts_at - before)
    answers.accept(slot, asked.recipient)
    wait(minutes=1)
    assert (letters("meeting_reminder"), letters("meeting_soon")) == ([], [])


def test_a_meeting_that_moved_is_reminded_of_anew(agreed: Meeting, story: Cast, wait: Wait):
    wishes.change(story.ben, two_hours=True)
    wait(seconds=TO_TWO_HOURS_BEFORE.total_seconds())
    meetings.change(agreed, story.ada, FRIDAY, "Mensa am Park")
    wait(days=2, hours=1)
    wait(hours=22)
    assert len(letters("meeting_soon", story.ben)) == 2


def test_nobody_is_reminded_of_somebody_they_have_blocked(agreed: Meeting, story: Cast, travel):
    db.session.add(Block(blocker_id=story.ben.id, blocked_id=story.ada.id))
    travel.shift(TO_THE_DAY_BEFORE)
    reminding.remind_the_day_before()
    assert letters("meeting_reminder") == []


def test_each_reads_their_own_memory_and_nobody_elses(agreed: Meeting, story: Cast, wait: Wait):
    promising.make(story.ada, story.ben, "theirs", "The parts list of the rig")
    promising.make(story.ada, story.ben, "mine", "My thesis as a PDF")
    promising.keep(promising.make(story.ada, story.ben, "mine", "A photo of the bogie"))
    promising.make(story.ada, story.cleo, "mine", "A poster for Cleo")
    story.ben.language = "en"
    wait(seconds=TO_THE_DAY_BEFORE.total_seconds())
    ada, ben = (letters("meeting_reminder", person)[0] for person in (story.ada, story.ben))
    assert "You promised Ben Okafor: My thesis as a PDF\nBen Okafor promised you: The parts list of the rig" in ada.text
    assert "> Shakes bogies. Likes strain gauges." in ada.text
    for private in ("photo of the bogie", "poster for Cleo"):
        assert private not in ada.text
    for private in ("Shakes bogies", "thesis", "parts list"):
        assert private not in ben.text + ben.html
    assert ada.reply_address == story.ben.email


def test_an_address_that_nobody_has_confirmed_gets_no_memory(agreed: Meeting, story: Cast, wait: Wait):
    """Perhaps it is somebody else's."""
    promising.make(story.ada, story.ben, "mine", "My thesis as a PDF")
    story.ada.email_confirmed_at = None
    wait(seconds=TO_THE_DAY_BEFORE.total_seconds())
    (reminder,) = letters("meeting_reminder", story.ada)
    for private in ("Shakes bogies", "thesis"):
        assert private not in reminder.text + reminder.html


def test_the_reminder_carries_the_way_out_of_reminders(agreed: Meeting, story: Cast, wait: Wait, client):
    wait(seconds=TO_THE_DAY_BEFORE.total_seconds())
    letter = letters("meeting_reminder", story.ben)[0]
    assert letter.unsubscribe
    assert letter.unsubscribe in letter.text
    client.post(letter.unsubscribe, data={"List-Unsubscribe": "One-Click"})
    assert not wishes.of(story.ben).day_before


@pytest.mark.parametrize(
    ("way", "place", "words", "address"),
    [
        (
            "in_person",
            "Café Grundmann & Co., Leipzig",
            "Find it on the map",
            "https://www.openstreetmap.org/search?query=Caf%C3%A9%20Grundmann%20%26%20Co.%2C%20Leipzig",
        ),
        ("call", "+49 (0)341 96 27-0", "Call +49 (0)341 96 27-0", "tel:+4934196270"),
        ("call", "my number: 0341 962 70.", "Call 0341 962 70", "tel:034196270"),
        ("call", "(https://meet.example.org/ada)", "Open the link (meet.example.org)", "https://meet.example.org/ada"),
        (
            "in_person",
            "Room 3, or http://a@b.example.net/x",
            "Open the link (b.example.net)",
            "http://a@b.example.net/x",
        ),
        ("call", "you have my number", "", ""),
        ("call", "", "", ""),
        ("call", "javascript:alert(1)", "", ""),
        ("call", "http://[x", "", ""),
    ],
)
def test_the_way_there_is_a_map_a_link_or_a_number(agreed: Meeting, way: str, place: str, words: str, address: str):
    agreed.way, agreed.place = way, place
    with speaking("en"):
        assert way_to(agreed) == ((words, address) if words else None)


def test_a_place_with_something_that_looks_like_a_number_is_still_a_place(agreed: Meeting):
    agreed.place = "Augustusplatz 10, 04109 Leipzig"
    found = way_to(agreed)
    assert found
    assert found[1].startswith("https://www.openstreetmap.org/")


def test_the_letter_offers_the_way_first(asked: MeetingRequest, story: Cast, wait: Wait):
    answers.accept(asked.proposed_slots[1], asked.recipient)
    assert asked.meeting
    assert asked.meeting.starts_wall == THURSDAY
    wait(days=6, hours=5, minutes=1)
    text = letters("meeting_reminder", story.ada)[0].text
    assert text.index("Find it on the map:") < text.index("Change or call off:")


@pytest.mark.parametrize(
    ("day_before", "two_hours", "words"),
    [
        (True, True, "A reminder comes the day before and two hours before."),
        (True, False, "A reminder comes the day before."),
        (False, True, "A reminder comes two hours before."),
        (False, False, "No reminder comes."),
    ],
)
def test_the_page_says_which_reminder_comes(
    agreed: Meeting, story: Cast, browser_of, day_before: bool, two_hours: bool, words: str
):
    wishes.change(story.ada, day_before=day_before, two_hours=two_hours)
    page = browser_of(story.ada).get(f"/meetings/{agreed.code}").get_data(as_text=True)
    assert words in page
    assert "Find it on the map" in page
