"""Joining an event: at once with name and e-mail, by one tap with a profile, or by a personal invitation."""

import secrets
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from eventnet.clock import now
from eventnet.codes import ALPHABET
from eventnet.db import db, insert_once
from eventnet.events import listing
from eventnet.events.finding import folded
from eventnet.events.models import BADGE_MARGIN, Attendee, BlockedAddress, Event, Removal
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

HANDLE_LENGTH = 4
CLAIMS = 6


def attendance(event: Event, person: Person) -> Attendee | None:
    return Attendee.at(event).where(Attendee.person_id == person.id).first()


def join(event: Event, person: Person) -> Attendee:
    """Take part; doing so again changes nothing. Who is on the organiser's list takes the place that waits there."""
    if not BlockedAddress.has(event, person.email):
        listing.take_held_place(event, person)
    attendee = attendance(event, person) or _admit(event, person)
    attendee.come_in()
    return attendee


def may_join(event: Event, person: Person) -> bool:
    """Whether `join` would succeed."""
    if attendance(event, person):
        return True
    if _is_shut_out(event, person):
        return False
    return event.takes_everybody or listing.held_place(event, person) is not None


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
    if _is_shut_out(event, person):
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


def _is_shut_out(event: Event, person: Person) -> bool:
    return Removal.shuts_out(event, person) or BlockedAddress.has(event, person.email)


def leave(attendee: Attendee) -> None:
    """No longer at the event; what was exchanged there stays. Who was on the list may come back, who is paused not."""
    if attendee.paused_at and attendee.person.email:
        block_address(attendee.event, attendee.person.email)
    db.session.delete(attendee)


def block_address(event: Event, email: str, by: Person | None = None) -> bool:
    """From now on nobody joins with it or takes a place that waits for it. False: it was blocked before."""
    waiting = update(Attendee).where(Attendee.event_id == event.id, Attendee.listed_email == email)
    db.session.execute(waiting.values(invitation=None), execution_options={"synchronize_session": "fetch"})
    mark = BlockedAddress.mark(event, email)
    return insert_once(BlockedAddress, event_id=event.id, fingerprint=mark, by_id=by.id if by else None, since_at=now())


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
    """Counted by address, as a hall has one IP address; the same whether or not the address belongs to somebody.

    A blocked address gets the same words: only its owner learns more, by signing in with it.
    """
    claimers = Attendee.at(event).join(Person, Person.id == Attendee.person_id)
    unproven = claimers.where(Person.email == email, Person.email_confirmed_at.is_(None))
    if BlockedAddress.has(event, email) or unproven.count() >= CLAIMS:
        raise Refused(
            "claimed-often",
            _("Several people have joined with this address already. Sign in with it instead."),
        )
