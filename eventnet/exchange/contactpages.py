"""My contacts as a phone keeps them: enough to remember somebody by without a network, page by page."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange.models import Contact, Encounter, Note, Promise
from eventnet.exchange.schemas import CONTACTS_A_PAGE, ContactLine, Contacts, PromiseLine
from eventnet.people.models import Person


def contact_page(person: Person, after: str = "") -> Contacts:
    """The newest first; `after` is the last code of the page before, also when that card has been withdrawn since."""
    page = db.session.execute(_contacts(person, after).limit(CONTACTS_A_PAGE + 1)).all()
    shown = page[:CONTACTS_A_PAGE]
    promises = _promises(person, [row.subject_id for row in shown])
    lines = [
        ContactLine(
            code=row.code,
            name=row.name,
            headline=row.headline,
            organisation=row.organisation,
            note=row.note,
            promises=promises.get(row.subject_id, []),
            event=row.event,
            met_at=row.met_at,
        )
        for row in shown
    ]
    return Contacts(lines, next=lines[-1].code if len(page) > len(shown) else None)


def _contacts(person: Person, after: str) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            Contact.code,
            Contact.subject_id,
            Person.name,
            Person.headline,
            Person.organisation,
            func.coalesce(Note.text, "").label("note"),
            Event.name.label("event"),
            func.coalesce(Encounter.met_at, Contact.given_at).label("met_at"),
        )
        .join(Person, Person.id == Contact.subject_id)
        .join(Event, Event.id == Contact.event_id)
        .outerjoin(Note, and_(Note.owner_id == person.id, Note.subject_id == Contact.subject_id))
        .outerjoin(Encounter, and_(Encounter.event_id == Contact.event_id, _is_with(person)))
        .where(Contact.owner_id == person.id, *Contact.alive())
        .order_by(Contact.given_at.desc(), Contact.id.desc())
    )
    return found.where(_older_than(person, after)) if after else found


def _is_with(person: Person) -> ColumnElement[bool]:
    """The lower id stands first."""
    comes_first = Contact.subject_id < person.id
    return and_(
        Encounter.first_id == case((comes_first, Contact.subject_id), else_=person.id),
        Encounter.second_id == case((comes_first, person.id), else_=Contact.subject_id),
    )


def _older_than(person: Person, code: str) -> ColumnElement[bool]:
    mine = select(Contact.id, Contact.given_at).where(Contact.owner_id == person.id, Contact.code == code)
    last = db.session.execute(mine).first()
    if last is None:
        raise NotFound
    return or_(Contact.given_at < last.given_at, and_(Contact.given_at == last.given_at, Contact.id < last.id))


def _promises(person: Person, subjects: Sequence[int]) -> dict[int, list[PromiseLine]]:
    """What is still open, the oldest first."""
    made = (
        select(Promise.subject_id, Promise.direction, Promise.text)
        .where(Promise.owner_id == person.id, Promise.subject_id.in_(subjects), Promise.kept_at.is_(None))
        .order_by(Promise.made_at, Promise.id)
    )
    found: dict[int, list[PromiseLine]] = {}
    for subject_id, direction, text in db.session.execute(made):
        found.setdefault(subject_id, []).append(PromiseLine("mine" if direction == "mine" else "theirs", text))
    return found
