"""When an event closes, and what may still be changed about it."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.organising.audit import note
from eventnet.people.models import Person
from eventnet.privacy.models import FEWEST_DAYS, MOST_DAYS, NOTICE, REST, Closing
from eventnet.refusals import Refused


def closes_at(closing: Closing, event: Event) -> datetime:
    """Never before people had their notice, however late it goes out."""
    if closing.asked_at:
        return closing.asked_at + REST
    planned = event.ends_at + timedelta(days=closing.keep_days)
    return max(planned, (closing.noticing_at or now()) + NOTICE)


def tells_at(closing: Closing, event: Event) -> datetime:
    return closing.noticing_at or closes_at(closing, event) - NOTICE


def keep_for(closing: Closing, event: Event, days: int, by: Person) -> None:
    """What people were told when they joined does not become longer once the event has begun."""
    _must_be_open(closing)
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise Refused("days", _("Choose from %(fewest)s to %(most)s days.", fewest=FEWEST_DAYS, most=MOST_DAYS))
    if closing.noticing_at:
        raise Refused("told", _("People have been told the day already. It stays."))
    if days > closing.keep_days and now() >= event.starts_at:
        raise Refused("longer", _("The event has begun: the time can become shorter now, not longer."))
    closing.keep_days = days
    note(event, by, "closing_days", days=days)


def ask(closing: Closing, event: Event, by: Person) -> None:
    """Close without waiting. Everybody is told at once; the night in between is for thinking better of it."""
    _must_be_open(closing)
    if not event.is_over:
        raise Refused("not-over", _("The event is not over yet."))
    if closing.asked_at:
        raise Refused("asked", _("It closes already."))
    closing.asked_at, closing.asked_by = now(), by
    closing.noticing_at, closing.noticed_at, closing.noticed_to, closing.noticed_number = now(), None, 0, 0
    note(event, by, "closing_asked")


def call_off(closing: Closing, event: Event, by: Person) -> None:
    _must_be_open(closing)
    if not closing.asked_at:
        raise Refused("not-asked", _("Nobody asked to close it."))
    closing.asked_at = closing.asked_by = None
    closing.noticing_at, closing.noticed_at, closing.noticed_to, closing.noticed_number = None, None, 0, 0
    note(event, by, "closing_called_off")


def _must_be_open(closing: Closing) -> None:
    if closing.begun_at:
        raise Refused("closed", _("This event is closed already."))
