"""Several statements as one question: all of them happen, or none."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, Connection, Integer, event, func, literal_column, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from eventnet.db import db, insert_into, reading
from eventnet.prepared import Prepared, PreparedRows
from eventnet.routines import Routine, Step
from tests.test_prepared import FIRST, note

KEPT = (note.c.code, note.c.tags, note.c.at)
AS_EXPECTED = "stored.code = %(expected)s::VARCHAR"


@pytest.fixture(autouse=True)
def _on_postgres(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("routines are for PostgreSQL")


@pytest.fixture
def connection(app: Flask) -> Iterator[Connection]:
    """It has no transaction; the table is its own, and nobody else's afterwards."""
    db.session.remove()
    with reading(), db.engine.connect() as connection:
        note.create(connection)
        yield connection
        connection.invalidate()


def keeping(condition: str = AS_EXPECTED) -> Routine:
    """Keeps one note, and if the condition holds others."""
    dialect = db.engine.dialect
    one = Prepared(insert_into(note).on_conflict_do_nothing().returning(note.c.code), tuple(FIRST), dialect)
    others = PreparedRows(insert_into(note).returning(*KEPT), tuple(FIRST), dialect)
    return Routine("keep", [Step(one, condition)], others, KEPT, dialect)


def values(*codes: str, expected: object = FIRST["code"]) -> tuple[dict[str, Any], dict[str, str]]:
    others = PreparedRows(insert_into(note), tuple(FIRST), db.engine.dialect)
    return FIRST | {"expected": expected}, others.pack([FIRST | {"code": code} for code in codes])


def kept(code: str) -> tuple[Any, ...]:
    return code, *(FIRST[column.name] for column in KEPT[1:])


def number(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(note)) or 0


def test_it_is_one_question_and_stored_when_it_is_answered(connection: Connection) -> None:
    heard: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *args: heard.append(args[2].split()[0]))
    routine = keeping()
    assert routine.run(connection, values("b'c", "d%")) == [kept("b'c"), kept("d%")]
    connection.rollback()
    assert heard == ["CREATE", "SELECT"]
    assert number(connection) == 3
    routine.run(connection, values("e"))
    assert heard[2:] == ["SELECT", "SELECT"]


@pytest.mark.parametrize("expected", ["something else", None])
def test_where_a_condition_does_not_hold_nothing_has_happened(connection: Connection, expected: str | None) -> None:
    routine = keeping()
    assert routine.run(connection, values("b", expected=expected)) is None
    assert number(connection) == 0
    assert routine.run(connection, values("b")) == [kept("b")]


def test_a_statement_without_a_row_ends_it_too(connection: Connection) -> None:
    routine = keeping()
    routine.run(connection, values("b"))
    assert routine.run(connection, values("c")) is None
    assert number(connection) == 2


def test_what_the_database_refuses_is_raised_and_nothing_has_happened(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="kept_note"):
        keeping().run(connection, values("b", "b"))
    assert number(connection) == 0


def test_each_connection_has_its_own(app: Flask) -> None:
    one = Prepared(select(literal_column("1", Integer).label("one")), (), db.engine.dialect)
    routine = Routine("count", [Step(one, "stored.one = 1")], one, (Column("one", Integer),), db.engine.dialect)
    with reading(), db.engine.connect() as first, db.engine.connect() as second:
        assert [routine.run(each, ({}, {})) for each in (first, second)] == [[(1,)], [(1,)]]
        gone = first.execute(text("SELECT pg_backend_pid()")).scalar_one()
        second.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": gone})
        with pytest.raises(OperationalError):
            routine.run(first, ({}, {}))
        first.rollback()
        assert routine.run(first, ({}, {})) == [(1,)]


def test_who_may_make_nothing_of_its_own_is_told_to_go_the_long_way(connection: Connection) -> None:
    """REVOKE TEMPORARY ON DATABASE ... FROM PUBLIC, as some administrators do."""
    database, role = connection.engine.url.database, "eventnet_without_temporary"
    connection.execute(text(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC"))
    connection.execute(text(f"CREATE ROLE {role}"))
    try:
        connection.execute(text(f"SET ROLE {role}"))
        assert [keeping().run(connection, values("b")) for _twice in range(2)] == [None, None]
    finally:
        connection.execute(text("RESET ROLE"))
        connection.execute(text(f"DROP ROLE {role}"))
        connection.execute(text(f"GRANT TEMPORARY ON DATABASE {database} TO PUBLIC"))


def test_in_a_transaction_it_would_not_be_stored_when_it_is_answered(app: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(AssertionError, match="of its own"):
        keeping().run(connection, values("b"))
