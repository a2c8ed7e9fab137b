"""Many values as one parameter: JSON, which the database takes apart.

A statement with a parameter a value is another statement for each number of them, which SQLAlchemy writes, the driver
reads and PostgreSQL plans anew each time; for a hundred rows that is most of the work.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import JSON, ColumnElement, Select, String, Table, bindparam, cast, func, literal_column, select, true


def pack(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()


def is_among(column: ColumnElement[Any], name: str, dialect: str) -> ColumnElement[bool]:
    """Whether it is one of the packed texts or numbers that are bound by this name."""
    if dialect == "postgresql":
        texts = func.jsonb_array_elements_text(_as_jsonb(name)).table_valued("value").c.value
        return column == func.any(func.array(select(cast(texts, column.type)).scalar_subquery()))
    return column.in_(select(func.json_each(_sent(name)).table_valued("value").c.value))


def rows(table: Table, columns: Sequence[str], name: str, dialect: str) -> Select[Any]:
    """Packed rows, each an array of what these columns hold, for an INSERT."""
    is_postgres = dialect == "postgresql"
    each = func.jsonb_array_elements(_as_jsonb(name)) if is_postgres else func.json_each(_sent(name))
    row, values = each.table_valued("value").c.value, []
    for place, column in enumerate(columns):
        kind = table.c[column].type
        value = row.op("->" if isinstance(kind, JSON) else "->>")(literal_column(str(place)))
        values.append(cast(value, kind) if is_postgres else value)
    return select(*values).where(true())  # without WHERE, SQLite takes ON CONFLICT for a join's


def _sent(name: str) -> Any:
    return bindparam(name, type_=String())


def _as_jsonb(name: str) -> Any:
    from sqlalchemy.dialects.postgresql import JSONB  # an app on SQLite starts sooner without it (indexes.py)

    return cast(_sent(name), JSONB)
