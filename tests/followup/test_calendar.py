"""Calendar files: what Gmail, Outlook and Apple Mail take over, and nothing that a name could smuggle in."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from eventnet.followup import answers, meetings
from eventnet.followup.calendar import clean, invitation, one_line
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.people.models import Person
from tests.cast import Cast, make_event
from tests.followup.conftest import FRIDAY, letters

ANY = st.text(max_size=120)
NAUGHTY = st.sampled_from(
    [
        "A\r\nATTENDEE:mailto:eve@example.org",
        "A\nBEGIN:VEVENT",
        'Q"uo;te,d:',
        "\u2028X-EVIL:1",
        "\x85METHOD:CANCEL",
        "a\\nb\\;c",
        "^n^'",
        "🧑‍🔬 " * 30,
        "x" * 400,
        "\ud800",
    ]
)


def event_of(text: str) -> Event:
    found = Calendar.from_ical(text).walk("VEVENT")
    assert len(found) == 1
    return found[0]


def invitation_to(person: Person, kind: str = "meeting_agreed") -> Event:
    letter = letters(kind, person)[-1]
    assert letter.calendar
    return event_of(letter.calendar)


def test_an_invitation_says_what_calendars_need(agreed: Meeting, story: Cast):
    letter = letters("meeting_agreed", story.ben)[0]
    assert letter.calendar
    calendar = Calendar.from_ical(letter.calendar)
    assert (str(calendar["METHOD"]), str(calendar["VERSION"]), letter.calendar_method) == ("REQUEST", "2.0", "REQUEST")
    event = event_of(letter.calendar)
    assert event["UID"] == agreed.uid
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["DTSTART"].dt == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    assert b"DTSTART:20261201T090000Z" in event.to_ical(), "in UTC, without a zone of its own"
    assert event["DTSTAMP"].dt == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    assert "Ada Lindqvist" in event["SUMMARY"]
    assert event["LOCATION"] == "Café Grundmann, Leipzig"
    assert "May I see the rig" in event["DESCRIPTION"]
    assert str(event["ORGANIZER"]) == "mailto:eventnet@localhost", "the address that the mail comes from"


def test_the_one_who_reads_it_is_the_one_attendee_and_has_answered(agreed: Meeting, story: Cast):
    for person in (story.ada, story.ben):
        attendee = invitation_to(person)["ATTENDEE"]
        assert str(attendee) == f"mailto:{person.email}", "one, not a list"
        wanted = {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT", "CN": person.name}
        assert {name: attendee.params[name] for name in wanted} == wanted
    assert invitation_to(story.ada)["UID"] == invitation_to(story.ben)["UID"]
    assert "Ben Okafor" in invitation_to(story.ada)["SUMMARY"]


def test_changing_and_cancelling_keep_the_uid_and_raise_the_sequence(agreed: Meeting, story: Cast):
    meetings.change(agreed, story.ada, FRIDAY, "Mensa")
    moved = invitation_to(story.ben, "meeting_changed")
    meetings.cancel(agreed, story.ben)
    ended = invitation_to(story.ada, "meeting_cancelled")
    assert (moved["UID"], ended["UID"]) == (agreed.uid, agreed.uid)
    assert (moved["SEQUENCE"], ended["SEQUENCE"]) == (1, 2)
    assert (moved["STATUS"], ended["STATUS"]) == ("CONFIRMED", "CANCELLED")
    cancel = letters("meeting_cancelled", story.ada)[0]
    assert cancel.calendar
    assert str(Calendar.from_ical(cancel.calendar)["METHOD"]) == "CANCEL"


def test_a_meeting_that_is_on_again_has_a_higher_sequence(agreed: Meeting, travel):
    answers.decline(agreed.request)
    travel.shift(timedelta(hours=1))
    answers.accept(agreed.request.slots[0], agreed.request.recipient)
    assert [letter.calendar and event_of(letter.calendar)["SEQUENCE"] for letter in letters("meeting_agreed")] == [
        0,
        0,
        2,
        2,
    ]


def test_a_file_taken_from_the_page_invites_nobody(agreed: Meeting, story: Cast, browser_of):
    response = browser_of(story.ada).get(f"/meetings/{agreed.code}.ics")
    assert response.mimetype == "text/calendar"
    assert "attachment" in response.headers["Content-Disposition"]
    calendar = Calendar.from_ical(response.get_data(as_text=True))
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert "ATTENDEE" not in calendar.walk("VEVENT")[0]


def test_a_call_says_how(asked: MeetingRequest, story: Cast):
    answers.call_instead(asked.slots[0], story.ben, "+49 341 123")
    event = invitation_to(story.ada)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Call with Ben Okafor", "+49 341 123")


def imagined(name: str, place: str, ask: str, offer: str) -> Meeting:
    """A meeting that is nowhere stored, with any words in it."""
    ada = Person(id=1, name=name, email="ada@example.org", language="en")
    ben = Person(id=2, name=name, email="ben@example.org", language="en")
    request = MeetingRequest(sender_id=1, sender=ada, recipient_id=2, recipient=ben, ask=ask, offer=offer)
    start = datetime(2026, 12, 1, 9, tzinfo=UTC)
    return Meeting(
        code="0" * 16, request=request, starts_at=start, minutes=30, place=place, way="in_person", uid="u", sequence=3
    )


@pytest.mark.usefixtures("cast")
@settings(max_examples=150)
@given(ANY | NAUGHTY, ANY | NAUGHTY, ANY | NAUGHTY, ANY | NAUGHTY)
@example("A\\N", "B\\N", "C\\N", "D\\N")
def test_any_words_come_back_from_two_libraries_and_add_no_line(name, place, ask, offer):
    meeting = imagined(name, place, ask, offer)
    written = invitation(meeting, meeting.request.recipient)
    event = event_of(written)
    read_again = vobject.readOne(written).vevent
    for found in (str(event["SUMMARY"]), read_again.summary.value):
        assert found == f"Meeting with {one_line(name)}"
    for found in (str(event["LOCATION"]), read_again.location.value):
        assert found == one_line(place)
    for found in (str(event.get("DESCRIPTION", "")), read_again.description.value):
        assert clean(ask) in found
        assert clean(offer) in found
    assert sorted(event) == NAMES, "nothing was smuggled in"
    assert sorted(child.name for child in read_again.getChildren()) == NAMES
    assert (str(event["ATTENDEE"]), str(event["ORGANIZER"])) == ("mailto:ben@example.org", "mailto:eventnet@localhost")
    assert len(read_again.attendee_list) == 1
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n")), "folded (RFC 5545, 3.1)"


NAMES = ["ATTENDEE", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "ORGANIZER", "SEQUENCE", "STATUS"]
NAMES += ["SUMMARY", "TRANSP", "UID", "URL"]


def test_the_zone_of_the_place_is_gone_from_the_file_and_right_in_the_letter(story: Cast):
    from tests.followup.conftest import draft, make_contact, requests

    story.event = make_event(story.dora, "far", "Far Away", zone="America/New_York")
    contact = make_contact(story.ada, story.dora, story)
    assert contact.event.zone == "America/New_York"
    request = requests.propose(story.ada, story.dora, draft(datetime(2026, 12, 1, 10)))  # noqa: DTZ001 - wall time
    meeting = answers.accept(request.slots[0], story.dora)
    assert meeting.starts_at == datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert "Tue 1 Dec, 10:00 (New York)" in letters("meeting_agreed", story.dora)[0].text
    assert invitation_to(story.dora)["DTSTART"].dt == datetime(2026, 12, 1, 15, tzinfo=UTC)
