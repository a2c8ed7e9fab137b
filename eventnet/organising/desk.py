"""The desk at the entrance: who stands here, that they have arrived, and whoever is on no list."""

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.codes import clean_code, is_code
from eventnet.db import db
from eventnet.events.finding import matching
from eventnet.events.joining import HANDLE_LENGTH, add_attendee
from eventnet.events.models import Attendee, BlockedAddress, Event, FormerEntry, Ticket
from eventnet.exchange import tickets
from eventnet.exchange.livecode import Read, reads_as
from eventnet.exchange.recognising import speaks
from eventnet.organising.audit import note
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

MOST_FOUND = 8
LAST = 5
_WITH_NAME = joinedload(Attendee.person).lazyload(Person.links)


class Numbers(Struct, frozen=True):
    arrived: int
    everybody: int


def numbers(event: Event) -> Numbers:
    everybody = select(func.count()).where(Attendee.event_id == event.id)
    arrived = everybody.where(Attendee.arrived_at.is_not(None))
    return Numbers(db.session.scalar(arrived) or 0, db.session.scalar(everybody) or 0)


def found(event: Event, query: str) -> list[Attendee]:
    """The first ones by name; nobody without a query."""
    if not query.strip():
        return []
    first = select(Attendee.id).where(Attendee.event_id == event.id, matching(query))
    page = first.order_by(Attendee.folded, Attendee.id).limit(MOST_FOUND).subquery()
    rows = Rows(Attendee).join(page, page.c.id == Attendee.id).order_by(Attendee.folded, Attendee.id)
    return rows.options(_WITH_NAME).all()


def last_arrived(event: Event) -> list[Attendee]:
    here = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.arrived_at.is_not(None))
    return here.order_by(Attendee.arrived_at.desc(), Attendee.id.desc()).limit(LAST).options(_WITH_NAME).all()


def recognise(event: Event, text: str) -> Attendee:
    """By badge, live code, ticket, or what is printed under a badge. Unknown, foreign and revoked are one answer."""
    attendee = _shown(event, text, reads_as(text, settings().host))
    if attendee is None:
        raise Refused("unknown-code", _("This code belongs to nobody at this event. Look for the name instead."))
    return attendee


def arrive(attendee: Attendee, by: Person) -> bool:
    """True for the first who says so; the time stays that of the first."""
    here = update(Attendee).where(Attendee.id == attendee.id, Attendee.arrived_at.is_(None)).returning(Attendee.id)
    first = db.session.execute(here.values(arrived_at=now(), arrived_by_id=by.id)).first()
    db.session.refresh(attendee)
    if first:
        note(attendee.event, by, "arrived", [attendee.person_id])
    return first is not None


def take_back(attendee: Attendee, by: Person) -> None:
    """Not here after all."""
    if attendee.arrived_at:
        note(attendee.event, by, "arrival_undone", [attendee.person_id])
    attendee.arrived_at = attendee.arrived_by_id = None


def add(event: Event, by: Person, name: str, email: str, organisation: str, role: str) -> Attendee:
    """Somebody on no list gets a place on it, which waits for them under their address if they said one."""
    if BlockedAddress.has(event, email):
        raise Refused("blocked", _("This address is blocked at this event."))
    listed = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.listed_email == email)
    if email and (there := listed.first()):
        raise Refused("listed", _("%(name)s is on the list with this address.", name=there.person.name))
    person = Person(name=name, email=email or None, organisation=organisation, language=event.languages[0])
    db.session.add(person)
    db.session.flush()
    attendee = add_attendee(event, person, role)
    attendee.listed_name, attendee.listed_email = name, email or None
    attendee.listed_organisation = organisation or None
    note(event, by, "added", [person.id])
    return attendee


def _shown(event: Event, text: str, read: Read | None) -> Attendee | None:
    here = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.badge_revoked_at.is_(None))
    formerly = here.join(FormerEntry, FormerEntry.attendee_id == Attendee.id)
    if read and read.badge:
        worn = here.where(Attendee.badge == read.badge).first()
        if attendee := worn or formerly.where(FormerEntry.badge == read.badge).first():
            return attendee
    if attendee := _spoken(here, text, read):
        return attendee
    if tickets.may_be_ticket(text, read) and (known := tickets.fingerprints(event.id, [text])):
        of_ticket = here.join(Ticket, Ticket.attendee_id == Attendee.id)
        return of_ticket.where(Ticket.event_id == event.id, Ticket.fingerprint.in_(known)).first()
    return None


def _spoken(here: Rows[Attendee], text: str, read: Read | None) -> Attendee | None:
    """The four characters under a badge, or the eight on a phone, of which the last four guard against a slip."""
    handle = read.handle if read else clean_code(text[:80])
    if not is_code(handle, HANDLE_LENGTH):
        return None
    attendee = here.where(Attendee.handle == handle).first()
    if attendee is None and read is None:
        formerly = here.join(FormerEntry, FormerEntry.attendee_id == Attendee.id)
        return formerly.where(FormerEntry.handle == handle).first()
    if attendee is None or read is None:
        return attendee
    return attendee if speaks(read, attendee.live_key, attendee.badge, attendee.event, now()) else None
