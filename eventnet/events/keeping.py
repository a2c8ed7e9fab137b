"""A place with all that hangs on it, put together to be given back: whichever room's tables refer to attendees.

What belongs to the place alone (ON DELETE CASCADE) is kept row by row; of what only names it (SET NULL) the keys are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Column, DateTime, ForeignKey, LargeBinary, Table, select, update
from sqlalchemy.exc import IntegrityError

from eventnet.db import Moment, db
from eventnet.events.models import Attendee
from eventnet.sealing import seal, unseal

PURPOSE = "removal"
Values = dict[str, Any]
place: Table = Attendee.__table__  # type: ignore[assignment]


def put_together(ids: Sequence[int]) -> dict[int, bytes]:
    """By attendee, sealed."""
    kept: dict[int, Values] = {row["id"]: {"place": row, "rows": {}, "named": {}} for row in _rows(place, "id", ids)}
    for column in belonging():
        for row in _rows(column.table, column.name, ids):
            kept[row[column.name]]["rows"].setdefault(_name(column), []).append(row)
    _put_under(kept)
    for column in naming():
        key = _key(column.table)
        for row_key, id_ in db.session.execute(select(key, column).where(column.in_(ids))):
            kept[id_]["named"].setdefault(_name(column), []).append(row_key)
    return {id_: seal(msgspec.json.encode(values), PURPOSE) for id_, values in kept.items()}


def opened(sealed: bytes) -> Values:
    values: Values = msgspec.json.decode(unseal(sealed, PURPOSE))
    return values | {"place": _typed(place, values["place"])}


def hang_on(attendee_id: int, values: Values) -> None:
    """What belonged to the place and what named it. What refers to something that is gone meanwhile goes, too."""
    given: dict[tuple[str, int], int | None] = {}
    for column in belonging():
        for row in values["rows"].get(_name(column), ()):
            given[column.table.name, row.get("id", 0)] = _insert(column, row, attendee_id)
    for column in under():
        for row in values["rows"].get(_name(column), ()):
            if parent := given.get((_parent(column).name, row[column.name])):
                _insert(column, row, parent)
    for column in naming():
        keys = values["named"].get(_name(column), ())
        if keys:
            again = update(column.table).where(_key(column.table).in_(keys), column.is_(None))
            db.session.execute(again.values({column.name: attendee_id}))


def _put_under(kept: dict[int, Values]) -> None:
    """What belongs to what belongs to a place."""
    for column in under():
        parent = _parent(column)
        [name] = [_name(each) for each in belonging() if each.table is parent]
        owners = {row["id"]: id_ for id_, values in kept.items() for row in values["rows"].get(name, ())}
        for row in _rows(column.table, column.name, list(owners)):
            kept[owners[row[column.name]]]["rows"].setdefault(_name(column), []).append(row)


def _insert(column: Column[Any], row: Values, parent: int) -> int | None:
    """What the database has numbered it now."""
    table: Any = column.table
    known = _typed(table, row) | {column.name: parent}
    values = {name: value for name, value in known.items() if not _is_counted(table, name)}
    try:
        with db.session.begin_nested():
            done = db.session.connection().execute(table.insert(), values)
    except IntegrityError:  # the question was deleted meanwhile, or the place has one of these already
        return None
    key = done.inserted_primary_key
    return int(key[0]) if key else None


@cache
def belonging() -> tuple[Column[Any], ...]:
    return tuple(key.parent for key in _references() if key.ondelete == "CASCADE")


@cache
def naming() -> tuple[Column[Any], ...]:
    return tuple(key.parent for key in _references() if key.ondelete != "CASCADE")


@cache
def under() -> tuple[Column[Any], ...]:
    """One step further; nothing hangs on these."""
    parents = {column.table for column in belonging()}
    keys = (key for table in db.metadata.sorted_tables for key in table.foreign_keys)
    return tuple(key.parent for key in keys if key.column.table in parents and key.ondelete == "CASCADE")


def _parent(column: Column[Any]) -> Table:
    [key] = column.foreign_keys
    parent: Table = key.column.table
    return parent


def _references() -> Iterable[ForeignKey]:
    """Asked of the tables themselves, so that a new one is not forgotten."""
    for table in db.metadata.sorted_tables:
        yield from (key for key in table.foreign_keys if key.column.table is place)


def _rows(table: Any, name: str, ids: Sequence[int]) -> Iterable[Values]:
    found = db.session.execute(select(table).where(table.c[name].in_(ids)).order_by(*table.primary_key))
    return (dict(row) for row in found.mappings())


def _typed(table: Table, row: Mapping[str, Any]) -> Values:
    """As the columns of today take it; JSON has no dates and no bytes."""
    return {name: _as(table.c[name], value) for name, value in row.items() if name in table.c}


def _as(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment | DateTime):
        return msgspec.convert(value, datetime)
    if column.type.python_type is date:
        return msgspec.convert(value, date)
    return msgspec.convert(value, bytes) if isinstance(column.type, LargeBinary) else value


def _key(table: Any) -> Column[Any]:
    key: Column[Any]
    [key] = table.primary_key
    return key


def _is_counted(table: Table, name: str) -> bool:
    """A number that the database gave and gives anew."""
    return name == "id" and list(table.primary_key) == [table.c.id] and not table.c.id.foreign_keys


def _name(column: Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"
