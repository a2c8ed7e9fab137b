"""The people of an event as its organisers see them: who is on the list, invited, here. Never who met whom."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager, lazyload

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows

PAGE = 25


@dataclass(frozen=True)
class Guest:
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


@dataclass(frozen=True)
class Guests:
    """One page of them, by name. `after` is the code of the last one on the page before."""

    event: Event
    query: str = ""
    after: str = ""

    @cached_property
    def rows(self) -> list[Guest]:
        found = self._found[:PAGE]
        failed = _failed([attendee.person_id for attendee in found])
        return [Guest(attendee, attendee.person_id in failed) for attendee in found]

    @property
    def next_after(self) -> str:
        """The key of the next page; empty on the last one."""
        return self._found[PAGE - 1].code if len(self._found) > PAGE else ""

    @cached_property
    def _found(self) -> list[Attendee]:
        rows = Rows(Attendee).join(Person, Person.id == Attendee.person_id).where(Attendee.event_id == self.event.id)
        if self.query:
            rows = rows.where(or_(*(column.icontains(self.query, autoescape=True) for column in _SEARCHED)))
        if self.after:
            last = select(Person.name, Attendee.id).join(Person, Person.id == Attendee.person_id)
            last = last.where(Attendee.code == self.after, Attendee.event_id == self.event.id)
            key = db.session.execute(last).one_or_none()
            if key:
                rows = rows.where(tuple_(Person.name, Attendee.id) > tuple_(*key))
        return rows.order_by(Person.name, Attendee.id).limit(PAGE + 1).options(_WITH_NAME).all()


@dataclass(frozen=True)
class Counts:
    everybody: int
    joined: int
    to_invite: int


def counts(event: Event) -> Counts:
    is_here = Attendee.claimed_at.is_not(None)
    to_invite = and_(~is_here, Attendee.invited_at.is_(None), Attendee.listed_email.is_not(None))
    numbers = select(func.count(), _number(is_here), _number(to_invite)).where(Attendee.event_id == event.id)
    return Counts(*db.session.execute(numbers).one())


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _failed(person_ids: list[int]) -> set[int | None]:
    letters = select(Letter.to_person_id).where(
        Letter.to_person_id.in_(person_ids), Letter.kind == "invitation", Letter.failed_at.is_not(None)
    )
    return set(db.session.scalars(letters))


_WITH_NAME = contains_eager(Attendee.person).options(lazyload(Person.links))
_SEARCHED = (Person.name, Attendee.listed_name, Attendee.listed_email, Attendee.listed_organisation)
