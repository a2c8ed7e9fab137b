"""A row in every table that has none of this event: read off the tables themselves, so that a new one is in, too."""

import itertools
import re
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table, func, insert, select

from eventnet.clock import now
from eventnet.db import Moment, db
from eventnet.events.models import Attendee, Event
from eventnet.people.models import Person
from eventnet.privacy.fate import GOES

_numbers = itertools.count(1)


def fill(event: Event, place: Attendee, person: Person) -> None:
    known = {"event": event.id, "attendee": place.id, "person": person.id, "organiser": event.organiser_id}
    for name in GOES:
        if not rows_of(name, event.id):
            _insert(db.metadata.tables[name], known)
    db.session.commit()


def rows_of(name: str, event_id: int) -> int:
    table = db.metadata.tables[name]
    columns = table.columns
    if "event_id" in columns:
        here = columns["event_id"] == event_id
    else:
        here = columns["attendee_id"].in_(select(Attendee.id).where(Attendee.event_id == event_id))
    return db.session.scalar(select(func.count()).select_from(table).where(here)) or 0


def _insert(table: Table, known: dict[str, int]) -> Any:
    values = {column.name: _value(column, known) for column in table.columns if _is_needed(column)}
    found = db.session.execute(insert(table).values(values).returning(next(iter(table.primary_key.columns))))
    return found.scalar_one()


def _is_needed(column: Column[Any]) -> bool:
    is_own_key = column.primary_key and not column.foreign_keys and column.type.python_type is int
    has_default = column.default is not None or column.server_default is not None
    return not is_own_key and not column.nullable and not has_default


def _value(column: Column[Any], known: dict[str, int]) -> Any:
    for key in column.foreign_keys:
        target = key.column.table.name
        return known[target] if target in known else _insert(key.column.table, known)
    if isinstance(column.type, Moment):
        return now()
    kind: Any = column.type.python_type
    if allowed := _allowed(column):
        return kind(allowed)
    made = {str: f"made {next(_numbers)}", int: 1, bool: False, bytes: b"x", dict: {}, object: {}}
    return made[kind]


def _allowed(column: Column[Any]) -> str:
    """The first value that a CHECK of its table lets into this column."""
    for check in column.table.constraints:
        rule = str(check.sqltext) if isinstance(check, CheckConstraint) else ""
        found = re.search(rf"{column.name} (?:IN \('(\w+)'|BETWEEN (\d+))", rule)
        if found:
            return found[1] or found[2]
    return ""
