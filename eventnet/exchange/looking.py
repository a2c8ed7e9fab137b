"""All that must be known before scans are decided, in one statement: who scans, whom, and what stands between them.

The way of a scan is the hottest path of the house, so it is written in SQLAlchemy Core. What is read here holds no
lock; `writing` finds out whether somebody else was faster.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import CTE, Connection, Select, and_, bindparam, case, func, or_, select

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Scan
from eventnet.packed import is_among, pack
from eventnet.people.models import Device, Person
from eventnet.prepared import PreparedSelect

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STILL_HERE = datetime(9999, 1, 1, tzinfo=UTC)

Place = Any  # a row: one attendee, the person behind it, and what is between that person and the scanner
Key = Literal["badge", "handle", "id"]


class Who(Struct, frozen=True):
    """The scanner, known by the fingerprint of a device or by id."""

    by: Literal["device", "id"]
    value: str | int


class Looked(Struct, frozen=True):
    """`me` is one of the rows, for what is the same in all of them; `places` are the codes that work."""

    me: Place
    places: Sequence[Place]


def look(
    connection: Connection, who: Who, key: Key, values: Sequence[str | int], uuids: Sequence[str]
) -> Looked | None:
    """None when nobody is there: the device was signed out, or never was one."""
    moment = now()
    spans = {"minute": moment - MINUTE, "hour": moment - HOUR, "day": moment - DAY}
    is_one = len(values) == len(uuids) == 1
    keys = {"key": values[0], "uuid": uuids[0]} if is_one else {"key": pack(values), "uuid": pack(uuids)}
    bound = {"who": who.value, "still_here": STILL_HERE, **keys, **spans}
    rows = _prepared(who.by, key, is_one, connection.dialect.name).run(connection, bound)
    return Looked(rows[0], [row for row in rows if row.attendee_id is not None]) if rows else None


def look_again(connection: Connection, looked: Looked) -> Looked:
    """At the same places, after something has changed."""
    ids = [place.attendee_id for place in looked.places]
    again = look(connection, Who("id", looked.me.id), "id", ids, ())
    assert again is not None
    return again


person, device, attendee, day = Person.__table__, Device.__table__, Attendee.__table__, Event.__table__
contact, request, encounter, scan, block = (model.__table__ for model in (Contact, CardRequest, Encounter, Scan, Block))


@cache
def _prepared(by: str, key: Key, is_one: bool, dialect: str) -> PreparedSelect:
    return PreparedSelect(_statement(by, key, None if is_one else dialect), db.engine.dialect)


def _statement(by: str, key: Key, many: str | None) -> Select[Any]:
    """For one scan, or for many on this dialect."""
    me, at, subject = _scanner(by), attendee.alias("place"), person.alias("subject")
    mine, theirs, given = attendee.alias("mine"), contact.alias("theirs"), contact.alias("given")
    asking, asked = request.alias("asking"), request.alias("asked")
    counts = _counts(me)
    around = (
        me.join(counts, counts.c.last_day >= 0)
        .outerjoin(at, and_(_is_meant(at, key, me, many), at.c.badge_revoked_at.is_(None), ~_is_blocked(me, at)))
        .outerjoin(day, day.c.id == at.c.event_id)
        .outerjoin(subject, subject.c.id == at.c.person_id)
        .outerjoin(mine, and_(mine.c.event_id == at.c.event_id, mine.c.person_id == me.c.id))
        .outerjoin(theirs, and_(theirs.c.owner_id == me.c.id, theirs.c.subject_id == at.c.person_id))
        .outerjoin(given, and_(given.c.owner_id == at.c.person_id, given.c.subject_id == me.c.id))
        .outerjoin(asking, and_(asking.c.asker_id == me.c.id, asking.c.asked_id == at.c.person_id))
        .outerjoin(asked, and_(asked.c.asker_id == at.c.person_id, asked.c.asked_id == me.c.id))
        .outerjoin(encounter, _is_of_the_two(me, at))
    )
    return select(
        *_about_me(me, counts, many), *_about_the_place(at), *_about_the_subject(subject),
        mine.c.claimed_at.label("is_in"),
        mine.c.paused_at.label("is_paused"),
        *_named("theirs", theirs, "code", "event_id", "fields", "until", "withdrawn_at"),
        *_named("given", given, "code", "event_id", "fields", "until", "withdrawn_at"),
        *_named("asking", asking, "id", "event_id", "answered_at"),
        *_named("asked", asked, "id", "answered_at"),
        encounter.c.turn,
    ).select_from(around)  # fmt: skip


def _scanner(by: str) -> CTE:
    found = select(person.c.id, person.c.code, person.c.language, person.c.shared, person.c.card_life_days)
    if by == "id":
        return found.where(person.c.id == bindparam("who")).cte("me")
    alive = and_(device.c.fingerprint == bindparam("who"), device.c.ended_at.is_(None))
    return found.join_from(device, person, device.c.person_id == person.c.id).where(alive).cte("me")


def _counts(me: CTE) -> CTE:
    """How much this account has scanned, wherever that was."""
    received = scan.c.received_at
    counted = [func.count(case((received > bindparam(name), 1))).label(f"last_{name}") for name in ("minute", "hour")]
    mine = scan.join(me, me.c.id == scan.c.scanner_id)
    return (
        select(*counted, func.count().label("last_day"))
        .select_from(mine)
        .where(received > bindparam("day"))
        .cte("counts")
    )


def _is_meant(at: Any, key: Key, me: CTE, many: str | None) -> Any:
    """A handle is unique in its event only, so it is looked up where the scanner takes part."""
    meant = _is_among(at.c[key], "key", many)
    if key != "handle":
        return meant
    around = attendee.alias("around")
    return and_(meant, at.c.event_id.in_(select(around.c.event_id).where(around.c.person_id == me.c.id)))


def _is_among(column: Any, name: str, many: str | None) -> Any:
    return is_among(column, name, many) if many else column == bindparam(name)


def _is_blocked(me: CTE, at: Any) -> Any:
    one, other = block.alias("by_me"), block.alias("by_them")
    return or_(
        select(one.c.id).where(one.c.blocker_id == me.c.id, one.c.blocked_id == at.c.person_id).exists(),
        select(other.c.id).where(other.c.blocker_id == at.c.person_id, other.c.blocked_id == me.c.id).exists(),
    )


def _is_of_the_two(me: CTE, at: Any) -> Any:
    """Found by the pair: while an event is young, PostgreSQL would read all its encounters for each place."""
    is_lower = me.c.id < at.c.person_id
    return and_(
        encounter.c.event_id - at.c.event_id == 0,
        encounter.c.first_id == case((is_lower, me.c.id), else_=at.c.person_id),
        encounter.c.second_id == case((is_lower, at.c.person_id), else_=me.c.id),
    )


def _about_me(me: CTE, counts: CTE, many: str | None) -> tuple[Any, ...]:
    open_ones = select(func.count()).select_from(request.join(me, me.c.id == request.c.asker_id))
    known = select(scan.c.id).join_from(scan, me, me.c.id == scan.c.scanner_id)
    return (
        *me.c,
        *counts.c,
        open_ones.where(request.c.answered_at.is_(None)).scalar_subquery().label("open_requests"),
        known.where(_is_among(scan.c.uuid, "uuid", many)).exists().label("has_known"),
    )


def _about_the_place(at: Any) -> tuple[Any, ...]:
    stays = select(func.max(func.coalesce(device.c.ended_at, bindparam("still_here", type_=device.c.ended_at.type))))
    return (
        *_named("attendee", at, "id"),
        *(at.c[name] for name in ("badge", "handle", "live_key", "sharing", "listed_name", "listed_organisation")),
        at.c.claimed_at,
        day.c.id.label("event_id"),
        *(day.c[name] for name in ("starts_at", "ends_at")),
        stays.where(device.c.person_id == at.c.person_id).scalar_subquery().label("signed_in_until"),
    )


def _about_the_subject(subject: Any) -> tuple[Any, ...]:
    names = ("id", "name", "headline", "organisation", "email_confirmed_at", "shared", "card_life_days")
    return _named("subject", subject, *names)


def _named(prefix: str, table: Any, *names: str) -> tuple[Any, ...]:
    return tuple(table.c[name].label(f"{prefix}_{name}") for name in names)
