"""What is counted of an event while it goes on: plain numbers, for `today` alone, which publishes them.

Four statements, whatever the size of the event; they read, and wait for nobody's lock.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Integer,
    Interval,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    exists,
    func,
    or_,
    select,
    union_all,
)

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import ODD, Encounter, Scan
from eventnet.mail.models import Letter
from eventnet.organising.numbers.counting import Tally
from eventnet.organising.numbers.hours import QUARTER
from eventnet.people.models import Person

PATIENCE = timedelta(minutes=30)  # nobody stands alone who has just come
LONG = timedelta(minutes=10)  # a letter waits
CLOCK = timedelta(minutes=5)  # a phone is ahead


class People(Struct, frozen=True):
    arrived: int
    joined: int
    confirmed: int
    joined_then: int  # until the last full quarter
    alone: int


class Troubles(Struct, frozen=True):
    """How many people have each."""

    failing: int
    waiting: int
    unknown: int
    uninvited: int
    ahead: int


def people(event: Event, until: datetime) -> People:
    row = db.session.execute(_people(), _of(event, until) | {"since": until - PATIENCE}).one()
    return People(*row)


def exchanges(event: Event, until: datetime) -> dict[int, Tally]:
    """By the quarter in which the two met."""
    rows = db.session.execute(_exchanges(_dialect()), _of(event, until))
    return {row.quarter: Tally(row.ends // 2, row.people) for row in rows}


def first_exchanges(event: Event, until: datetime) -> dict[int, int]:
    """How many who joined met somebody for the first time, by quarter."""
    rows = db.session.execute(_firsts(_dialect()), _of(event, until))
    return {row.quarter: row.people for row in rows}


def letters(event: Event, moment: datetime) -> tuple[int, int]:
    """People to whom something failed within a day, and to whom something waits for long."""
    waits = and_(Letter.sent_at.is_(None), Letter.failed_at.is_(None), Letter.due_at < moment - LONG)
    failed = Letter.failed_at > moment - timedelta(days=1)
    here = select(Attendee.person_id).where(Attendee.event_id == event.id)
    found = select(_people_with(failed), _people_with(waits)).select_from(Letter)
    row = db.session.execute(found.where(or_(failed, waits), Letter.to_person_id.in_(here))).one()
    return row[0], row[1]


def scans(event: Event, until: datetime) -> tuple[int, int, int]:
    """Of the last hour: people whose scan was of no known code, who are not invited, and whose phone is ahead."""
    here = Scan.scanner_id.in_(select(Attendee.person_id).where(Attendee.event_id == event.id))
    unknown = and_(Scan.outcome == "unknown", Scan.event_id.is_(None), here)
    uninvited = and_(Scan.outcome == "invited-only", Scan.event_id == event.id)
    ahead = and_(Scan.scanned_at > _later(Scan.received_at), Scan.event_id == event.id)
    columns = (func.count(distinct(case((one, Scan.scanner_id)))) for one in (unknown, uninvited, ahead))
    recent = (Scan.received_at >= until - timedelta(hours=1), Scan.received_at < until)
    row = db.session.execute(select(*columns).where(ODD, *recent)).one()
    return row[0], row[1], row[2]


def _people_with(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(distinct(case((condition, Letter.to_person_id))))


def _later(moment: Any) -> Any:
    """Five minutes after it, on either database."""
    if _dialect() == "postgresql":
        return moment + cast(CLOCK, Interval)
    return func.strftime("%Y-%m-%d %H:%M:%f", moment, f"+{int(CLOCK.total_seconds())} seconds", type_=moment.type)


def _dialect() -> str:
    return db.engine.dialect.name


def _of(event: Event, until: datetime) -> dict[str, Any]:
    return {"event": event.id, "starts": event.starts_at, "until": until}


def _quarter(moment: Any, dialect: str) -> ColumnElement[int]:
    if dialect == "postgresql":
        return cast(func.floor(func.extract("epoch", moment) / QUARTER), Integer)
    return cast(func.strftime("%s", moment), Integer) // QUARTER


def _met() -> tuple[ColumnElement[bool], ...]:
    return (Encounter.event_id == bindparam("event"), Encounter.met_at < bindparam("until"))


@cache
def _exchanges(dialect: str) -> Any:
    """Each exchange twice, once for each of the two."""
    met = select(Encounter.first_id, Encounter.second_id, _quarter(Encounter.met_at, dialect).label("quarter"))
    once = met.where(*_met()).cte("met")
    sides = (select(side.label("person"), once.c.quarter) for side in (once.c.first_id, once.c.second_id))
    ends = union_all(*sides).subquery()
    columns = (ends.c.quarter, func.count().label("ends"), func.count(distinct(ends.c.person)).label("people"))
    return select(*columns).group_by(ends.c.quarter)


@cache
def _firsts(dialect: str) -> Any:
    """The first time of each side of an exchange, then of each person: little is left to be put into quarters."""
    sides = (
        select(side.label("person"), func.min(Encounter.met_at).label("at")).where(*_met()).group_by(side)
        for side in (Encounter.first_id, Encounter.second_id)
    )
    ends = union_all(*sides).subquery()
    first = select(ends.c.person, func.min(ends.c.at).label("at")).group_by(ends.c.person).subquery()
    mine = and_(Attendee.event_id == bindparam("event"), Attendee.person_id == first.c.person)
    quarter = _quarter(first.c.at, dialect).label("quarter")
    joined = select(quarter, func.count().label("people")).join(Attendee, mine).where(_has_joined())
    return joined.group_by(quarter)


@cache
def _people() -> Any:
    arrived, joined = Attendee.arrived_at.is_not(None), Attendee.claimed_at.is_not(None)
    here_since = func.coalesce(Attendee.arrived_at, Attendee.claimed_at)
    is_here = and_(_has_joined(), here_since >= bindparam("starts"), here_since <= bindparam("since"))
    met = (exists().where(side == Attendee.person_id, *_met()) for side in (Encounter.first_id, Encounter.second_id))
    alone = and_(is_here, *(~each for each in met))
    confirmed = and_(joined, Person.email_confirmed_at.is_not(None))
    conditions = (arrived, joined, confirmed, _has_joined(), alone)
    columns = (func.count(case((condition, 1))) for condition in conditions)
    return select(*columns).join(Person, Person.id == Attendee.person_id).where(Attendee.event_id == bindparam("event"))


def _has_joined() -> ColumnElement[bool]:
    return Attendee.claimed_at < bindparam("until")
