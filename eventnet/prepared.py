"""Statements that are compiled once and run by the driver: the few that every scan runs.

SQLAlchemy looks up a statement's SQL each time, by a key of all its parts, takes its parameters apart, and finds out
anew what its rows are called. That is more work than the INSERT of a row, and on SQLite all others wait meanwhile. So
these run on the driver's own cursor (docs.sqlalchemy.org, "Working with the DBAPI cursor directly"), in the transaction
of SQLAlchemy's connection; what goes wrong is raised, and what is asked is told to listeners, as SQLAlchemy does it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, BindParameter, Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from eventnet import packed


class Prepared:
    """`columns` are those that an INSERT fills, if not all of them. Rows come back as the driver has them."""

    def __init__(self, statement: Any, columns: Sequence[str], dialect: Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        assert not compiled.insert_prefetch, f"no default is filled in: {compiled.insert_prefetch}"
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._sql, self._is_positional, self._dialect = str(compiled), compiled.positional, dialect
        order = compiled.positiontup or [] if compiled.positional else list(binds)
        self._parameters = [Parameter(name, binds[name], dialect) for name in order]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """In the transaction of the connection, which begins if there is none. KeyError if a value is missing."""
        parameters = self._given(values)
        if not connection.in_transaction():
            connection.begin()
        cursor = connection.connection.cursor()
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, cursor, self._sql, parameters, None, False)
        try:
            cursor.execute(self._sql, parameters)
            return cursor.fetchall() if cursor.description else ()
        except self._dialect.loaded_dbapi.Error as error:
            raise self._as_sqlalchemy_has_it(error, connection) from error
        finally:
            cursor.close()

    def _given(self, values: Mapping[str, Any]) -> Any:
        if self._is_positional:
            return tuple([one.of(values) for one in self._parameters])
        return {one.name: one.of(values) for one in self._parameters}

    def _as_sqlalchemy_has_it(self, error: Any, connection: Connection) -> DBAPIError:
        """IntegrityError, OperationalError, ... as the rest of the house expects them, without the parameters."""
        dialect, at = self._dialect, connection.connection.dbapi_connection
        is_lost = dialect.is_disconnect(error, at, None)
        if is_lost:
            connection.invalidate(error)  # so that the pool opens another one
        known: Any = {"connection_invalidated": is_lost, "dialect": dialect, "hide_parameters": True}
        raised: DBAPIError = DBAPIError.instance(self._sql, None, error, dialect.loaded_dbapi.Error, **known)
        return raised


class PreparedRows(Prepared):
    """An INSERT of as many rows as there are, in their order; `insert` says what of a row that is there already."""

    def __init__(self, insert: Any, columns: Sequence[str], dialect: Dialect) -> None:
        table: Table = insert.table
        values = packed.rows(table, columns, "rows", dialect.name)
        super().__init__(insert.from_select(columns, values, include_defaults=False), (), dialect)
        self._columns = [(name, _in_json(table, name, dialect)) for name in columns]

    def pack(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """What `run` takes; a row may have more values than there are columns."""
        columns = [[row[name] for row in rows] for name, _as_text in self._columns]
        for place, (_name, as_text) in enumerate(self._columns):
            if as_text is not None:
                texts = {value: as_text(value) for value in set(columns[place])}  # most are the same again and again
                columns[place] = [texts[value] for value in columns[place]]
        return {"rows": packed.pack(list(zip(*columns, strict=True)))}


class Parameter:
    """A value that each run gives, or one that belongs to the statement, as the driver takes it."""

    def __init__(self, name: str, bind: BindParameter[Any], dialect: Dialect) -> None:
        self.name, self._is_given, self._fixed = name, bind.required, bind.value
        self._for_driver = bind.type.dialect_impl(dialect).bind_processor(dialect)

    def of(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name] if self._is_given else self._fixed
        return value if self._for_driver is None else self._for_driver(value)


def _in_json(table: Table, name: str, dialect: Dialect) -> Any:
    """How the database reads it; what is JSON already stays as it is."""
    kind = table.c[name].type
    return None if isinstance(kind, JSON) else kind.dialect_impl(dialect).bind_processor(dialect)
