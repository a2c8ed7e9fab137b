"""At which event somebody is."""

from datetime import timedelta

from sqlalchemy.orm import lazyload
from sqlalchemy.sql.base import ExecutableOption

from eventnet.clock import now
from eventnet.events.models import Attendee, Event
from eventnet.people.models import Person


def attendances(person: Person, *options: ExecutableOption) -> list[Attendee]:
    """Where this person takes part, the event that is nearest in time first. A place on a list is not being there."""
    claimed = Attendee.of(person).where(Attendee.claimed_at.is_not(None)).options(lazyload(Attendee.person), *options)
    return sorted(claimed, key=lambda attendee: _away(attendee.event))


def _away(event: Event) -> timedelta:
    return max(event.starts_at - now(), now() - event.ends_at, timedelta(0))
