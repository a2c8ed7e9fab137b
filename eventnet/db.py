"""The database: one engine, constraint names, column types, and how reading and writing begin.

SQLite: a write transaction starts with BEGIN IMMEDIATE, because a deferred one that reads first and writes later
fails at once under load. Pages that only read say so (`reading()`), and hold no lock. The driver's own transaction
handling is switched off (`isolation_level = None`), so BEGIN is ours alone; AUTOCOMMIT must never be set beside it:
it would answer "ok" and roll back (tests/test_db.py compares what was acknowledged with what is stored).

PostgreSQL: what only reads is asked without a transaction, what writes in one that psycopg begins, or by a routine,
which is one itself (routines.py).
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from importlib import import_module
from time import monotonic, sleep
from types import ModuleType
from typing import Any

import msgspec
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Insert,
    MetaData,
    PoolProxiedConnection,
    String,
    Table,
    event,
    literal,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

from eventnet.indexes import hold_on_postgres

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
PATIENCE = 15  # seconds to wait for SQLite's one lock
REST = 5.0  # seconds after which a connection to PostgreSQL may have been closed by somebody
LOOK_AGAIN = 0.0001  # seconds; most hold it for less than a thousandth
SOON = 10  # looks, after which somebody holds it for long: then less often
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={PATIENCE * 1000}",
    "secure_delete=ON",
    "mmap_size=0",
    "wal_autocheckpoint=4000",  # pages, 16 MiB: the same ones are written by scan after scan, and copied back once
)
# What columns hold is read and written by what reads and writes the API, several times as fast as `json`.
JSON = {"json_serializer": lambda value: msgspec.json.encode(value).decode(), "json_deserializer": msgspec.json.decode}
QUIET = {"hide_parameters": True}  # an exception that is printed somewhere tells no names and addresses
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; SQLite stores it naive, as a text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Any:
        """There are a dozen in each scan: for SQLite they pass through one function instead of four."""
        return _as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(moment: datetime) -> datetime:
    assert moment.tzinfo is not None, "a moment without a zone is no moment"
    return moment.astimezone(UTC)


def _as_text(moment: datetime | None) -> str | None:
    """As SQLAlchemy's own DATETIME writes it: to the microsecond, without the offset."""
    if moment is None:
        return None
    return (moment if moment.tzinfo is UTC else _in_utc(moment)).isoformat(" ", "microseconds")[:26]


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


class Model(DeclarativeBase):
    """Of all tables. Not Flask-SQLAlchemy's `db.Model`, whose annotations would be read anew for each of them."""

    registry = registry(type_annotation_map={datetime: Moment(), str: String()})
    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Model, add_models_to_shell=False)


def init_app(app: Flask, url: str) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    with app.app_context():
        (prepare_sqlite if db.engine.dialect.name == "sqlite" else _prepare_postgres)(db.engine)


@contextmanager
def reading(only_reads: bool = True) -> Iterator[None]:
    """Transactions that begin inside take no write lock on SQLite."""
    mark = _only_reads.set(only_reads)
    try:
        yield
    finally:
        _only_reads.reset(mark)


def only_reads(yes: bool) -> None:
    """Say for the request that begins whether its transactions only read."""
    _only_reads.set(yes)


def read_only() -> Connection:
    """For what phones ask all day, without a session."""
    only_reads(True)
    return db.engine.connect()


def begin_writing(reader: Connection | None = None) -> None:
    """What was read is read: only now does a request take the lock, and holds it for its writes alone.

    The reading ends first: on SQLite a transaction that has read cannot wait for the lock, on PostgreSQL it was none.
    """
    (reader or db.session).rollback()
    only_reads(False)


def insert_once(table: type[Model] | Table, **values: Any) -> bool:
    """Insert a row unless a unique constraint says it is there; true when it was new."""
    statement = insert_into(table).values(**values).on_conflict_do_nothing().returning(literal(1))
    return db.session.execute(statement).first() is not None


def insert_into(table: Any) -> Any:
    """An INSERT that can say what happens when the row is there already (ON CONFLICT), on either database."""
    dialect: Any = import_module(f"sqlalchemy.dialects.{db.engine.dialect.name}")
    insert: Insert = dialect.insert(table)
    return insert


def prepare_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _on_connect)
    engine.dialect.do_begin = _begin  # type: ignore[assignment] # an event would cost something at each statement


def _prepare_postgres(engine: Engine) -> None:
    """A connection that has rested is asked whether it is still there: asking each time would cost a round trip.

    A page that an index names costs as much as the next one: all of them lie in memory. By its own measure, which is
    for disks that turn, PostgreSQL reads small tables whole, and goes on so while an event's first hour makes them
    large: what it has planned stays until its autovacuum looks again.
    """

    def on_connect(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute("SET random_page_cost = 1.1")
        connection.autocommit = False

    def on_checkin(_connection: Any, record: Any) -> None:
        record.info["rests_since"] = monotonic()

    def on_checkout(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get("rests_since", monotonic()) < REST:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise DisconnectionError from gone  # the pool opens another one

    hold_on_postgres(Model.metadata)
    engine.dialect.do_begin = _begin_on_postgres  # type: ignore[assignment]
    event.listen(engine, "connect", on_connect)
    event.listen(engine, "checkin", on_checkin)
    event.listen(engine, "checkout", on_checkout)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: PoolProxiedConnection) -> None:
    if _only_reads.get():
        connection.cursor().execute("BEGIN")
    else:
        _begin_to_write(connection)


def _begin_on_postgres(connection: PoolProxiedConnection) -> None:
    """Who only reads asks without a transaction (psycopg's autocommit): it would cost two more questions, and at its
    end, a rollback, psycopg would forget the statements that PostgreSQL has prepared."""
    driver: Any = connection.dbapi_connection
    driver.autocommit = _only_reads.get()


def _begin_to_write(connection: PoolProxiedConnection) -> None:
    """SQLite itself looks again ever later, up to 100 ms, while others who came later get the lock: it has no queue."""
    cursor, deadline, looks = connection.cursor(), monotonic() + PATIENCE, 0
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        while not _has_begun(cursor, is_last_try=monotonic() > deadline):
            looks += 1
            sleep(LOOK_AGAIN if looks < SOON else 5 * LOOK_AGAIN)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")


def _has_begun(cursor: Any, is_last_try: bool) -> bool:
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite_driver().OperationalError as error:
        if is_last_try or str(error) != "database is locked":
            raise
        return False
    return True


def _engine_options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return QUIET | JSON | {"module": sqlite_driver(), "connect_args": {"timeout": 15, "check_same_thread": False}}
    return QUIET | JSON | {"pool_size": 5, "max_overflow": 5, "pool_timeout": 10}


def sqlite_driver() -> ModuleType:
    """The newest SQLite at hand: versions before 3.51.3 can corrupt a WAL file under rare timing."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3 as dbapi2

        warnings.warn("pysqlite3 is missing: the system's own SQLite is used.", RuntimeWarning, stacklevel=2)
    return dbapi2  # type: ignore[no-any-return]
