"""Codes as phones read them, and scans as phones report them."""

from datetime import datetime
from uuid import uuid4

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.events.models import Attendee
from eventnet.exchange import livecode
from eventnet.exchange.answers import Answer
from eventnet.exchange.models import CardRequest, Contact, Encounter
from eventnet.exchange.scanning import record_scan
from eventnet.people.models import Device, Person
from eventnet.people.signin import start_device
from eventnet.rows import Rows


def badge(attendee: Attendee) -> str:
    return f"HTTP://LOCALHOST/B/{attendee.badge}"


def live(attendee: Attendee, at: datetime | None = None) -> str:
    """What the phone of a signed-in attendee shows."""
    if not Device.of(attendee.person).any():
        start_device(attendee.person, "Phone")
        db.session.flush()
    return f"HTTP://LOCALHOST/P/{attendee.badge}.{livecode.proof(attendee.live_key, attendee.badge, at or now())}"


def spoken(attendee: Attendee, at: datetime | None = None) -> str:
    live(attendee)
    return attendee.handle + livecode.spoken_proof(attendee.live_key, attendee.badge, at or now())


def scan(scanner: Person, code: str, at: datetime | None = None, uuid: str | None = None) -> Answer:
    answer = record_scan(scanner, uuid or str(uuid4()), code, at or now())
    db.session.commit()
    return answer


def scan_meanwhile(scanner: Person, code: str) -> Answer:
    """While a browser writes, too: with the lock from the beginning, since what was read before may be old."""
    db.session.rollback()
    with reading(False):
        return scan(scanner, code)


def holds(owner: Person, subject: Person) -> Contact | None:
    return Contact.held_by(owner).where(Contact.subject_id == subject.id).first()


def asks(asker: Person, asked: Person) -> CardRequest | None:
    return CardRequest.open_from(asker).where(CardRequest.asked_id == asked.id).first()


def met(one: Person, other: Person) -> int:
    return Encounter.between(one, other).count()


def rows(model: type) -> int:
    return Rows(model).count()
