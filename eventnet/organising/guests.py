"""The people of an event as its organisers see them: who is on the list, invited, here. Never who met whom."""

from functools import cached_property
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, func, select, tuple_
from sqlalchemy.orm import contains_eager, lazyload

from eventnet.db import db
from eventnet.events.finding import matching
from eventnet.events.models import Attendee, Event
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows

PAGE = 15


class Guest(Struct, frozen=True):
    attendee: Attendee
    is_unreachable: bool  # the invitation came back

    @property
    def state(self) -> str:
        """listed, invited, unreachable, joined or confirmed: the furthest that this person has come."""
        if self.attendee.is_claimed:
            return "confirmed" if self.attendee.person.is_confirmed else "joined"
        if self.is_unreachable:
            return "unreachable"
        return "invited" if self.attendee.invited_at else "listed"

    @property
    def can_be_invited(self) -> bool:
        return not self.attendee.is_claimed and self.attendee.listed_email is not None


class Guests(Struct, frozen=True, dict=True):
    """One page of them, by name. `after` is the code of the last one on the page before."""

    event: Event
    query: str = ""
    after: str = ""
    state: str = ""
    role: str = ""

    @cached_property
    def rows(self) -> list[Guest]:
        found = self._found[:PAGE]
        failed = _failed([attendee.person_id for attendee in found])
        return [Guest(attendee, attendee.person_id in failed) for attendee in found]

    @property
    def next_after(self) -> str:
        """The key of the next page; empty on the last one."""
        return self._found[PAGE - 1].code if len(self._found) > PAGE else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.state or self.role)

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for, for an address."""
        wanted = {"q": self.query, "state": self.state, "role": self.role}
        return {name: value for name, value in wanted.items() if value}

    @property
    def ids(self) -> Select[Any]:
        """Everybody asked for, in order: read off one index of the event."""
        found = select(Attendee.id).where(Attendee.event_id == self.event.id, matching(self.query))
        if self.state:
            found = found.where(_STATES[self.state])
        if self.role:
            found = found.where(Attendee.role == self.role)
        return found.order_by(*BY_NAME)

    @cached_property
    def _found(self) -> list[Attendee]:
        ids = self.ids.limit(PAGE + 1)
        if self.after:
            last = select(*BY_NAME).where(Attendee.code == self.after, Attendee.event_id == self.event.id)
            key = db.session.execute(last).one_or_none()
            if key:
                ids = ids.where(tuple_(*BY_NAME) > tuple_(*key))
        page = ids.subquery()
        rows = Rows(Attendee).join(page, page.c.id == Attendee.id).join(Person, Person.id == Attendee.person_id)
        return rows.order_by(*BY_NAME).options(WITH_NAME).all()


class Counts(Struct, frozen=True):
    everybody: int
    joined: int
    to_invite: int
    arrived: int


def counts(event: Event) -> Counts:
    joined, to_invite, arrived = (number_of(_STATES[state]) for state in ("joined", "to-invite", "arrived"))
    numbers = select(func.count(), joined, to_invite, arrived).where(Attendee.event_id == event.id)
    return Counts(*db.session.execute(numbers).one())


def number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _failed(person_ids: list[int]) -> set[int | None]:
    letters = select(Letter.to_person_id).where(
        Letter.to_person_id.in_(person_ids), Letter.kind == "invitation", Letter.failed_at.is_not(None)
    )
    return set(db.session.scalars(letters))


WITH_NAME = contains_eager(Attendee.person).options(lazyload(Person.links))
BY_NAME = (Attendee.folded, Attendee.id)
IS_HERE = Attendee.claimed_at.is_not(None)
_STATES = {
    "joined": IS_HERE,
    "to-invite": and_(~IS_HERE, Attendee.invited_at.is_(None), Attendee.listed_email.is_not(None)),
    "not-joined": ~IS_HERE,
    "arrived": Attendee.arrived_at.is_not(None),
    "missing": Attendee.arrived_at.is_(None),
}
STATES = tuple(_STATES)
