"""Deleting the list of an event, some hundred rows at a time. Any piece may be done again, none is left out."""

from typing import Any

from sqlalchemy import Column, delete, or_, select, update
from sqlalchemy import exists as there_is

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.finding import fold_at
from eventnet.events.models import Attendee
from eventnet.events.models.removal import Removal
from eventnet.events.removing import forget_people
from eventnet.mail.models import Letter
from eventnet.organising.audit import note
from eventnet.organising.messages.models import Message, Recipient
from eventnet.people.models import Device, Person
from eventnet.privacy.fate import GOES
from eventnet.privacy.models import Closing

AT_ONCE = 200
OF_THE_LIST: dict[str, Any] = {
    "external_id": None, "listed_name": None, "listed_email": None, "listed_organisation": None,
    "invitation": None, "invited_at": None, "arrived_at": None, "arrived_by_id": None,
    "paused_at": None,
}  # fmt: skip


def begin(closing: Closing, report: dict[str, Any]) -> None:
    """From now on the event is closed for everybody, and nothing comes onto its list."""
    closing.begun_at = closing.event.purged_at = now()
    closing.report = report


def purge_some(closing: Closing) -> None:
    """The next piece; the last one finds nothing more to do and closes."""
    event_id = closing.event_id
    if _letters(event_id):
        return
    if number := _taken_off(event_id):
        closing.erased += number
        return
    if any(_rows(name, event_id) for name in GOES):
        return
    if number := _nobodies(event_id):
        closing.erased += number
        return
    if number := _places(event_id):
        closing.cleared += number
        return
    closing.closed_at = now()
    note(closing.event, None, "closed", erased=closing.erased, cleared=closing.cleared)


def _letters(event_id: int) -> int:
    """What was written to many: to whom it went is nobody's any more."""
    sent = select(Recipient.letter_id).join(Message, Message.id == Recipient.message_id)
    some = sent.where(Message.event_id == event_id, Recipient.letter_id.is_not(None)).limit(AT_ONCE)
    ids = list(db.session.scalars(some))
    return _deleted(delete(Letter).where(Letter.id.in_(ids))) if ids else 0


def _taken_off(event_id: int) -> int:
    """Whoever was removed from the list meanwhile, with the people whom only the list knew."""
    some = select(Removal.id, Removal.person_id).where(Removal.event_id == event_id).limit(AT_ONCE)
    found = db.session.execute(some).all()
    if found:
        _deleted(delete(Removal).where(Removal.id.in_([row.id for row in found])))
        forget_people([row.person_id for row in found])
    return len(found)


def _rows(name: str, event_id: int) -> int:
    table = db.metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    some = select(key).where(*_of(event_id, table.columns)).limit(AT_ONCE)
    return _deleted(delete(table).where(key.in_(some)))


def _of(event_id: int, columns: Any) -> list[Any]:
    if "event_id" in columns:
        return [columns["event_id"] == event_id]
    attendee: Column[int] = columns["attendee_id"]
    return [attendee.in_(select(Attendee.id).where(Attendee.event_id == event_id))]


def _nobodies(event_id: int) -> int:
    """Whoever never came in goes whole; who met somebody before is a name in that person's contacts and no more."""
    rows = select(Attendee.id, Attendee.person_id).where(Attendee.event_id == event_id, Attendee.claimed_at.is_(None))
    found = db.session.execute(rows.limit(AT_ONCE)).all()
    if not found:
        return 0
    people = [row.person_id for row in found]
    _deleted(delete(Attendee).where(Attendee.id.in_([row.id for row in found])))
    forget_people(people)
    elsewhere = or_(
        there_is().where(Attendee.person_id == Person.id),
        there_is().where(Device.person_id == Person.id),
    )
    left = update(Person).where(Person.id.in_(people), Person.email_confirmed_at.is_(None), ~elsewhere)
    db.session.execute(left.values(email=None).execution_options(synchronize_session=False))
    return len(found)


def _places(event_id: int) -> int:
    """Of those who came in only what the list said, and when they arrived."""
    said = or_(*(getattr(Attendee, name).is_not(None) for name in OF_THE_LIST))
    ids = list(db.session.scalars(select(Attendee.id).where(Attendee.event_id == event_id, said).limit(AT_ONCE)))
    if ids:
        cleared = update(Attendee).where(Attendee.id.in_(ids)).values(**OF_THE_LIST, folded="")
        db.session.execute(cleared.execution_options(synchronize_session=False))
        fold_at(event_id)
    return len(ids)


def _deleted(statement: Any) -> int:
    done: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(done.rowcount)
