"""Badges are on paper: remembered for the next print, and in the audit list."""

from sqlalchemy import select

from eventnet.events.models import Attendee, Event
from eventnet.organising.audit import note
from eventnet.organising.badges.models import BadgePrint
from eventnet.people.models import Person


def note_printed(event: Event, by: Person | None, badges: dict[int, str]) -> None:
    """`badges` by the id of their attendee."""
    BadgePrint.note(badges)
    note(event, by, "badge_printed", select(Attendee.person_id).where(Attendee.id.in_(badges)))
