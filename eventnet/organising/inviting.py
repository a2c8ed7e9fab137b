"""Inviting the people on the list: one letter each, and another one only when somebody asks for it."""

from datetime import timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.events.claiming import new_invitation
from eventnet.events.models import Attendee, Event
from eventnet.organising import mail
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
        invite(attendee, by)
    return len(waiting)


def invite(attendee: Attendee, by: Person) -> None:
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
