"""Rows of a holding as what JSON can say: times in UTC (ISO 8601), other rows by their name or code."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, Table, or_, select

from eventnet.db import db
from eventnet.privacy.takeout.holdings import HOLDINGS, Holding

NAMED_BY = {"person": "name", "event": "name", "organiser": "name", "question": "label"}


def rows_of(holding: Holding, person_id: int) -> Iterator[dict[str, Any]]:
    table, columns = _table(holding), holding.columns.split()
    shown: list[ColumnElement[Any]] = []
    source: FromClause = table
    for name in columns:
        column, source = _told(table, table.c[name], source)
        shown.append(column.label(name.removesuffix("_id")))
    first = next(iter(table.primary_key.columns))
    rows = select(*shown).select_from(source).where(_mine(holding, person_id)).order_by(first)
    for row in db.session.execute(rows).mappings():
        yield {key: plain(value) for key, value in row.items()}


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _mine(holding: Holding, person_id: int) -> ColumnElement[bool]:
    table = _table(holding)
    if holding.on:
        return table.c[holding.on].in_(_parents(table.c[holding.on], person_id))
    is_mine = or_(*(table.c[name] == person_id for name in holding.mine))
    return is_mine & holding.only(table, person_id) if holding.only else is_mine


def _parents(column: Column[Any], person_id: int) -> Select[Any]:
    parent = _parent(column)
    holding = next(each for part in HOLDINGS.values() for each in part if each.table == parent.name)
    return select(parent.c.id).where(_mine(holding, person_id))


def _told(table: Table, column: Column[Any], source: FromClause) -> tuple[ColumnElement[Any], FromClause]:
    """The column itself, or the name or code of the row to which it leads."""
    if not column.foreign_keys:
        return column, source
    parent = _parent(column).alias()
    key = next(iter(column.foreign_keys)).column.name
    return parent.c[NAMED_BY.get(_parent(column).name, "code")], source.outerjoin(parent, parent.c[key] == column)


def _parent(column: Column[Any]) -> Table:
    return next(iter(column.foreign_keys)).column.table


def _table(holding: Holding) -> Table:
    return db.metadata.tables[holding.table]
