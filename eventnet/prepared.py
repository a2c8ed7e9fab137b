"""Statements that are compiled once and run by the driver: the few that every scan runs.

SQLAlchemy looks up a statement's SQL each time, by a key of all its parts, and takes its parameters apart. That is as
much work as the INSERT of a row.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect
from sqlalchemy.engine import CursorResult
from sqlalchemy.sql.compiler import SQLCompiler


class Prepared:
    """`columns` are those that an INSERT fills, if not all of them. Rows come back as the driver has them."""

    def __init__(self, statement: Any, columns: Sequence[str], dialect: Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        assert not compiled.insert_prefetch, f"no default is filled in: {compiled.insert_prefetch}"
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._sql, self._is_positional = str(compiled), compiled.positional
        order = compiled.positiontup or [] if compiled.positional else list(binds)
        self._parameters = [Parameter(name, binds[name], dialect) for name in order]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """In the transaction of the connection, which begins if there is none. KeyError if a value is missing."""
        if self._is_positional:
            return connection.exec_driver_sql(self._sql, tuple([one.of(values) for one in self._parameters]))
        return connection.exec_driver_sql(self._sql, {one.name: one.of(values) for one in self._parameters})


class Parameter:
    """A value that each run gives, or one that belongs to the statement, as the driver takes it."""

    def __init__(self, name: str, bind: BindParameter[Any], dialect: Dialect) -> None:
        self.name, self._is_given, self._fixed = name, bind.required, bind.value
        self._for_driver = bind.type.dialect_impl(dialect).bind_processor(dialect)

    def of(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name] if self._is_given else self._fixed
        return value if self._for_driver is None else self._for_driver(value)
