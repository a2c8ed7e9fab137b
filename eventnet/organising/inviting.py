"""Inviting the people on the list: one letter each, and another one only when somebody asks for it."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, or_

from eventnet.clock import now
from eventnet.events.claiming import new_invitation
from eventnet.events.models import Attendee, Event
from eventnet.organising import mail
from eventnet.organising.audit import note
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

AT_ONCE = 1000
REST = timedelta(days=1)


def not_yet_invited(event: Event) -> Rows[Attendee]:
    """On the list with an address, not here, never written to."""
    reachable = Attendee.at(event).join(Person, Person.id == Attendee.person_id)
    return reachable.where(
        Attendee.claimed_at.is_(None), Attendee.invited_at.is_(None), Attendee.listed_email.is_not(None)
    )


def invite_all(event: Event, by: Person) -> int:
    """Write to everybody who was not written to yet, a thousand at once; how many that were."""
    waiting = not_yet_invited(event).limit(AT_ONCE).locked().all()
    for attendee in waiting:
        _write(attendee, by)
    if waiting:
        note(event, by, "invited", [attendee.person_id for attendee in waiting])
    return len(waiting)


def waits(again: bool) -> ColumnElement[bool]:
    """Can be written to: on the list with an address, not here; with `again` also who was invited before yesterday."""
    fresh = Attendee.invited_at.is_(None)
    rested = or_(fresh, Attendee.invited_at <= now() - REST) if again else fresh
    return and_(Attendee.claimed_at.is_(None), Attendee.listed_email.is_not(None), rested)


def write_to(event: Event, attendees: Sequence[Attendee], by: Person) -> list[int]:
    """One letter each; the ids of the people. Of an entry whose person has no address nothing comes."""
    reached = [attendee for attendee in attendees if attendee.person.email is not None]
    for attendee in reached:
        _write(attendee, by)
    people = [attendee.person_id for attendee in reached]
    if people:
        note(event, by, "invited", people)
    return people


def invite(attendee: Attendee, by: Person) -> None:
    """One of them, also again."""
    _write(attendee, by)
    note(attendee.event, by, "invited", [attendee.person_id])


def _write(attendee: Attendee, by: Person) -> None:
    """A letter with a personal link. An earlier link ends; nobody gets two letters within a day."""
    if attendee.is_claimed:
        raise Refused("joined-already", _("%(name)s has joined already.", name=attendee.person.name))
    if attendee.listed_email is None or attendee.person.email is None:
        raise Refused("no-address", _("The list has no e-mail address for %(name)s.", name=attendee.person.name))
    if attendee.invited_at and attendee.invited_at > now() - REST:
        raise Refused(
            "invited-today", _("%(name)s was invited less than a day ago. Give it a night.", name=attendee.person.name)
        )
    mail.invitation(attendee, new_invitation(attendee), by)
