"""Statements that are compiled once and run by the driver: the few that phones run all day.

SQLAlchemy looks up a statement's SQL each time, by a key of all its parts, takes its parameters apart, and finds out
anew what its rows are called. That is more work than the INSERT of a row, and on SQLite all others wait meanwhile. So
these run on the driver's own cursor (docs.sqlalchemy.org, "Working with the DBAPI cursor directly"), in the transaction
of SQLAlchemy's connection; what goes wrong is raised, and what is asked is told to listeners, as SQLAlchemy does it.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Dialect, Select, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from eventnet import packed


class Prepared:
    """`columns` are those that an INSERT fills, if not all of them. Rows come back as the driver has them."""

    def __init__(self, statement: Any, columns: Sequence[str], dialect: Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(columns) or None)
        assert not compiled.insert_prefetch, f"no default is filled in: {compiled.insert_prefetch}"
        self.sql, self._is_positional = str(compiled), compiled.positional
        # not by the cursor, whose `description` psycopg makes of all columns
        self._has_rows = bool(statement.exported_columns)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._order = compiled.positiontup or [] if compiled.positional else list(binds)
        as_driver_has_it = {name: _for_driver(bind.type, dialect) or _as_it_is for name, bind in binds.items()}
        self._of_its_own = {
            name: as_driver_has_it[name](bind.value) for name, bind in binds.items() if not bind.required
        }
        self._converted = [
            (name, convert)
            for name, convert in as_driver_has_it.items()
            if name not in self._of_its_own and convert is not _as_it_is
        ]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """In the transaction of the connection, which begins if there is none. KeyError if a value is missing."""
        parameters = self.given(values)
        if not connection.in_transaction():
            connection.begin()
        return ask(connection, self.sql, parameters, self._has_rows)

    def given(self, values: Mapping[str, Any]) -> Any:
        """As the driver takes them: a mapping, or in their order where it wants that."""
        known = {**self._of_its_own, **values}
        for name, convert in self._converted:
            known[name] = convert(known[name])
        if self._is_positional:
            return [known[name] for name in self._order]
        return {name: known[name] for name in self._order}


class PreparedSelect(Prepared):
    """Its rows have the names of its columns, and what is in them is what SQLAlchemy would make of it."""

    def __init__(self, select: Select[Any], dialect: Dialect) -> None:
        super().__init__(select, (), dialect)
        columns = select.selected_columns
        self._row: Any = namedtuple("Found", columns.keys())  # type: ignore[misc]
        readers = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._readers = [(place, read) for place, read in enumerate(readers) if read is not None]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        return [self._as_read(row) for row in super().run(connection, values)]

    def _as_read(self, row: tuple[Any, ...]) -> Any:
        read = list(row)
        for place, as_python in self._readers:
            read[place] = as_python(read[place])
        return self._row._make(read)


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


def ask(connection: Connection, sql: str, parameters: Any, has_rows: bool = True) -> Sequence[tuple[Any, ...]]:
    """The rows as the driver has them; listeners hear of it, and errors are SQLAlchemy's."""
    cursor = connection.connection.cursor()
    for hear in connection.dispatch.before_cursor_execute:
        hear(connection, cursor, sql, parameters, None, False)
    try:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if has_rows else ()
    except connection.dialect.loaded_dbapi.Error as error:
        raise _as_sqlalchemy_has_it(error, sql, connection) from error
    finally:
        cursor.close()


def _as_sqlalchemy_has_it(error: Any, sql: str, connection: Connection) -> DBAPIError:
    """IntegrityError, OperationalError, ... as the rest of the house expects them, without the parameters."""
    dialect, at = connection.dialect, connection.connection.dbapi_connection
    is_lost = dialect.is_disconnect(error, at, None)
    if is_lost:
        connection.invalidate(error)  # so that the pool opens another one
    known: Any = {"connection_invalidated": is_lost, "dialect": dialect, "hide_parameters": True}
    raised: DBAPIError = DBAPIError.instance(sql, None, error, dialect.loaded_dbapi.Error, **known)
    return raised


def _in_json(table: Table, name: str, dialect: Dialect) -> Any:
    """How the database reads it; what is JSON already stays as it is."""
    kind = table.c[name].type
    return None if isinstance(kind, JSON) else _for_driver(kind, dialect)


def _for_driver(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _as_it_is(value: Any) -> Any:
    return value
