"""Who is chosen on the list: by their codes, or all that match its search and filters."""

from functools import cached_property
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, func, select

from eventnet.clock import now
from eventnet.codes import fingerprint
from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.organising.badges.models import BadgePrint
from eventnet.organising.guests import BY_NAME, IS_HERE, Guests, number_of
from eventnet.organising.inviting import REST
from eventnet.people.models import Person

MOST_BY_CODE = 2000  # what a form takes along; more are chosen by a filter
NAMED = 6


class Facts(Struct, frozen=True):
    """About those who are chosen, for the words on the page that asks for a yes."""

    claimed: int
    arrived: int
    printed: int
    fresh: int  # can be invited and were not yet
    again: int  # were, and not since yesterday
    today: int
    nowhere: int  # no address on the list


class Selection(Struct, frozen=True, dict=True):
    """A code of another event chooses nobody. `all_of` is the filter, where all that match are meant."""

    event: Event
    codes: frozenset[str] = frozenset()
    all_of: Guests | None = None

    @property
    def ids(self) -> Select[Any]:
        if self.all_of:
            return self.all_of.ids
        mine = select(Attendee.id).where(Attendee.event_id == self.event.id, Attendee.code.in_(self.codes))
        return mine.order_by(*BY_NAME)

    @property
    def people(self) -> Select[Any]:
        """Their persons' ids."""
        return self.ids.order_by(None).with_only_columns(Attendee.person_id)

    @cached_property
    def known(self) -> list[int]:
        return list(db.session.scalars(self.ids))

    @property
    def number(self) -> int:
        return len(self.known)

    @property
    def seen(self) -> str:
        """These people and no others: what a page showed is what is done."""
        return fingerprint(repr((self.event.id, sorted(self.known))), "selection")

    @cached_property
    def names(self) -> list[str]:
        """The first ones."""
        first = self.ids.limit(NAMED).subquery()
        named = select(Person.name).join(Attendee, Attendee.person_id == Person.id)
        return list(db.session.scalars(named.join(first, first.c.id == Attendee.id).order_by(*BY_NAME)))

    @cached_property
    def facts(self) -> Facts:
        printed = and_(BadgePrint.attendee_id == Attendee.id, BadgePrint.badge == Attendee.badge)
        counted = (
            IS_HERE,
            Attendee.arrived_at.is_not(None),
            select(BadgePrint.attendee_id).where(printed).exists(),
            FRESH,
            and_(CAN_BE_INVITED, Attendee.invited_at <= now() - REST),
            and_(CAN_BE_INVITED, Attendee.invited_at > now() - REST),
            and_(~IS_HERE, Attendee.listed_email.is_(None)),
        )
        numbers = select(*(number_of(each) for each in counted)).where(Attendee.id.in_(self.ids.order_by(None)))
        return Facts(*(int(number) for number in db.session.execute(numbers).one()))


CAN_BE_INVITED: ColumnElement[bool] = and_(~IS_HERE, Attendee.listed_email.is_not(None))
FRESH: ColumnElement[bool] = and_(CAN_BE_INVITED, Attendee.invited_at.is_(None))


def of_all(guests: Guests) -> int:
    """How many match."""
    return int(db.session.scalar(select(func.count()).select_from(guests.ids.order_by(None).subquery())) or 0)
