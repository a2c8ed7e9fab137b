"""Promises: what one of two people said they would do, in the memory of one of them. Nobody else ever reads it."""

from datetime import date, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, or_, select

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import CardRequest, Contact, Promise
from eventnet.people.models import Person
from eventnet.rows import Rows

JUST_NOW = timedelta(minutes=30)  # so long a kept one can still be put back where it was ticked off
WITHOUT_A_DAY = timedelta(days=14)
SHOWN = 25


class Owed(Struct, frozen=True):
    """A promise of mine, or of theirs. `contact` is the code of their card, if I hold it."""

    promise: Promise
    name: str
    contact: str | None

    @property
    def is_due(self) -> bool:
        due_on = self.promise.due_on
        return self.promise.kept_at is None and due_on is not None and due_on <= now().date()


def make(owner: Person, subject: Person, direction: str, text: str, due_on: date | None = None) -> Promise:
    promise = Promise(owner_id=owner.id, subject_id=subject.id, direction=direction, text=text, due_on=due_on)
    db.session.add(promise)
    return promise


def keep(promise: Promise) -> None:
    promise.kept_at = promise.kept_at or now()


def reopen(promise: Promise) -> None:
    promise.kept_at = None


def mine_open(owner: Person, subject: Person) -> Rows[Promise]:
    """What I still owe to this one: what is due first, then in the order it was promised."""
    mine = Rows(Promise).where(Promise.owner_id == owner.id, Promise.subject_id == subject.id)
    still = mine.where(Promise.direction == "mine", Promise.kept_at.is_(None))
    return still.order_by(Promise.due_on.asc().nulls_last(), Promise.made_at, Promise.id)


def owed(person: Person) -> list[Owed]:
    """What I still owe to people whose card I hold or wait for: what is due first, then in the order it was promised;
    what I have just kept stands there a little longer."""
    return _remembered(person, "mine")


def awaited(person: Person) -> list[Owed]:
    """What others owe me, when its day has come; without a day two weeks after. For me alone: nobody is pushed."""
    today = now().date()
    undated = and_(Promise.due_on.is_(None), Promise.made_at <= now() - WITHOUT_A_DAY)
    return _remembered(person, "theirs", or_(Promise.due_on <= today, undated))


def _remembered(person: Person, direction: str, *conditions: ColumnElement[bool]) -> list[Owed]:
    held = and_(Contact.owner_id == person.id, Contact.subject_id == Promise.subject_id, *Contact.alive())
    waits = exists().where(
        CardRequest.asker_id == person.id,
        CardRequest.asked_id == Promise.subject_id,
        CardRequest.answered_at.is_(None),
    )
    rows = (
        select(Promise, Person.name, Contact.code)
        .join(Person, Person.id == Promise.subject_id)
        .outerjoin(Contact, held)
        .where(
            Promise.owner_id == person.id,
            Promise.direction == direction,
            *conditions,
            or_(Promise.kept_at.is_(None), Promise.kept_at > now() - JUST_NOW),
            or_(Contact.id.is_not(None), waits),
        )
        .order_by(Promise.due_on.asc().nulls_last(), Promise.made_at, Promise.id)
        .limit(SHOWN)
    )
    return [Owed(*row) for row in db.session.execute(rows)]
