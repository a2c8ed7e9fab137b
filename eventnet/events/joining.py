"""Joining an event: at once with name and e-mail, by one tap with a profile, or by a personal invitation."""

import secrets
from datetime import datetime, timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.codes import ALPHABET
from eventnet.db import db, insert_once
from eventnet.events import listing
from eventnet.events.finding import folded
from eventnet.events.models import BADGE_MARGIN, Attendee, Event, Removal
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

HANDLE_LENGTH = 4
CLAIMS = 6


def attendance(event: Event, person: Person) -> Attendee | None:
    return Attendee.at(event).where(Attendee.person_id == person.id).first()


def join(event: Event, person: Person) -> Attendee:
    """Take part; doing so again changes nothing. Who is on the organiser's list takes the place that waits there."""
    listing.take_held_place(event, person)
    attendee = attendance(event, person) or _admit(event, person)
    attendee.come_in()
    return attendee


def may_join(event: Event, person: Person) -> bool:
    """Whether `join` would succeed."""
    if attendance(event, person) or listing.held_place(event, person):
        return True
    return event.takes_everybody and not Removal.shuts_out(event, person)


def current_attendance(person: Person) -> Attendee | None:
    """Where this person is today: the event that is on, else the nearest one within a day."""
    moment = now()
    near = Attendee.of(person).where(
        Attendee.claimed_at.is_not(None),
        Event.starts_at <= moment + BADGE_MARGIN,
        Event.ends_at >= moment - BADGE_MARGIN,
    )
    return min(near, key=lambda attendee: _distance(attendee.event, moment), default=None)


def _distance(event: Event, moment: datetime) -> timedelta:
    return max(event.starts_at - moment, moment - event.ends_at, timedelta(0))


def _admit(event: Event, person: Person) -> Attendee:
    if Removal.shuts_out(event, person):
        raise Refused(
            "removed", _("The organisers of %(event)s have taken you off the list. Please ask them.", event=event.name)
        )
    if not event.is_open_to_all:
        raise Refused(
            "invited-only",
            _("%(event)s is by invitation. Use the link in your invitation.", event=event.name),
        )
    if event.is_closed:
        raise Refused("over", _("%(event)s is over. Nobody new can join.", event=event.name))
    return add_attendee(event, person)


def leave(attendee: Attendee) -> None:
    """No longer at the event; what was exchanged there stays. Who was on the list may come back."""
    db.session.delete(attendee)


def join_as_new(event: Event, name: str, email: str, language: str) -> Person:
    """Somebody new is in at once. The address is only a claim until the mailbox is proven."""
    _not_too_many_claims(event, email)
    person = Person(name=name, email=email, language=language)
    db.session.add(person)
    db.session.flush()
    join(event, person)
    return person


def add_attendee(event: Event, person: Person, role: str = "attendee") -> Attendee:
    """One place for each person and each handle, also when two taps or two newcomers come at once."""
    added = None
    while added is None:
        known = {"role": role, "handle": new_handle(event), "folded": folded(person.name, person.organisation)}
        known |= {"sharing": event.waiting_default}
        insert_once(Attendee, event_id=event.id, person_id=person.id, **known)
        added = attendance(event, person)
    return added


def new_handle(event: Event) -> str:
    """Four characters nobody else has at this event: the fixed half of the spoken code."""
    while True:
        handle = "".join(secrets.choice(ALPHABET) for _ in range(HANDLE_LENGTH))
        if not Rows(Attendee).where(Attendee.event_id == event.id, Attendee.handle == handle).any():
            return handle


def _not_too_many_claims(event: Event, email: str) -> None:
    """Counted by address, as a hall has one IP address; the same whether or not the address belongs to somebody."""
    claimers = Attendee.at(event).join(Person, Person.id == Attendee.person_id)
    if claimers.where(Person.email == email, Person.email_confirmed_at.is_(None)).count() >= CLAIMS:
        raise Refused(
            "claimed-often",
            _("Several people have joined with this address already. Sign in with it instead."),
        )
