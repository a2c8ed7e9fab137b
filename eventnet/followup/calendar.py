"""The one writer of calendar files (RFC 5545, RFC 5546): one meeting, one reader, times in UTC.

The reader has answered already, hence PARTSTAT=ACCEPTED and RSVP=FALSE. The organiser is the sending address: mail
programs take over a REQUEST only from the one who sends it. UID stays, SEQUENCE rises with every change.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from icalendar import Calendar, Event, vCalAddress, vUri

from eventnet.addresses import address_of, settings
from eventnet.clock import now
from eventnet.followup.company import names
from eventnet.followup.models import Meeting
from eventnet.followup.reminding.way import way_to
from eventnet.followup.wording import place_of
from eventnet.mail.arriving.addresses import CALENDAR, return_address
from eventnet.people.models import Person

PRODUCT = "-//eventnet//eventnet 1//EN"
LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def invitation(meeting: Meeting, to: Person, method: str = "REQUEST") -> str:
    """REQUEST and CANCEL for mails; PUBLISH for a file that somebody takes from the page."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = _event(meeting, to, with_attendee=method != "PUBLISH")
    if method == "CANCEL":  # also of a meeting that goes on without this reader
        event["status"] = "CANCELLED"
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def feed_of(meetings: Iterable[Meeting], to: Person) -> str:
    """All of a person's meetings for a calendar that subscribes: no method, no attendees (RFC 7986 names the rest)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", "eventnet")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for name, value in (("x-wr-calname", "eventnet"), ("x-published-ttl", "PT1H")):  # Apple's and Outlook's own names
        calendar.add(name, value)
    for meeting in meetings:
        changed_at = meeting.cancelled_at or meeting.agreed_at
        calendar.add_component(_event(meeting, to, with_attendee=False, stamped_at=changed_at))
    written: bytes = calendar.to_ical()
    return written.decode()


def clean(text: str) -> str:
    """Any text as a calendar may hold it: one kind of line end, nothing that controls a machine.

    A typed backslash before an N would be written as a line end by the library; an invisible joiner keeps them apart.
    """
    text = LINE_ENDS.sub("\n", text).replace("\\N", "\\\u2060N")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _event(meeting: Meeting, to: Person, with_attendee: bool, stamped_at: datetime | None = None) -> Event:
    """DTSTAMP is when this was written, or without a method when it was last changed (RFC 5545, 3.8.7.2)."""
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamped_at or now())
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", _summary(meeting, to))
    event.add("location", one_line(place_of(meeting)))
    way = way_to(meeting) if meeting.is_call else None
    if way:
        event.add("conference", vUri(way[1]), parameters={"VALUE": "URI"})  # RFC 7986, 5.11
    event.add("description", clean(_description(meeting, to)))
    event.add("url", address_of("followup.meeting", code=meeting.code))
    event.add("status", "CONFIRMED" if meeting.is_on else "CANCELLED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _organiser(meeting, to, with_attendee))
    if with_attendee:
        event.add("attendee", _attendee(to))
    return event


def _organiser(meeting: Meeting, to: Person, with_attendee: bool) -> vCalAddress:
    """Where an inbox is set, this reader's calendar answers to an address of its own, the same for each change."""
    answers_to = return_address(CALENDAR, meeting.code, to.code) if with_attendee else None
    organiser = _address(answers_to or settings().mail_from, "eventnet")
    if answers_to:
        organiser.params["SENT-BY"] = f"mailto:{settings().mail_from}"  # the sender of the mail (RFC 5545, 3.2.18)
    return organiser


def _summary(meeting: Meeting, to: Person) -> str:
    name = one_line(names(meeting, to))
    return _("Call with %(name)s", name=name) if meeting.is_call else _("Meeting with %(name)s", name=name)


def _description(meeting: Meeting, to: Person) -> str:
    """What the two wrote to each other is for the two."""
    guest, request = meeting.guest(to), meeting.request
    if guest:
        return guest.words
    lines = [
        (_("Our talk"), request.talked_about),
        (_("The question"), request.ask),
        (_("In return"), request.offer),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


def _attendee(to: Person) -> vCalAddress:
    attendee = _address(to.email or "", to.name)
    attendee.params.update(CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="FALSE")
    return attendee


def _address(email: str, name: str) -> vCalAddress:
    """A quote or caret in a parameter is read differently by different programs (RFC 6868), so there is none."""
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = one_line(name).replace('"', "'").replace("^", "'")
    return address
