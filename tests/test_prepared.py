"""Statements that are compiled once: what they store and return is what SQLAlchemy would."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    event,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from eventnet.db import Moment, db, insert_into
from eventnet.packed import is_among, pack
from eventnet.people.models import Person
from eventnet.prepared import Prepared, PreparedRows, PreparedSelect

note = Table(
    "kept_note",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("code", String, unique=True),
    Column("words", String),
    Column("tags", JSON),
    Column("at", Moment()),
    prefixes=["TEMPORARY"],
)
FIRST = {"code": "abc", "words": "100 % :sure", "tags": ["a", "b"], "at": datetime(2026, 5, 4, tzinfo=UTC)}


@pytest.fixture
def connection(app: Flask) -> Connection:
    note.create(db.session.connection())
    return db.session.connection()


@pytest.fixture
def keeping(connection: Connection) -> Prepared:
    """What is there already says "again" from then on: words that belong to the statement."""
    keep = insert_into(note).on_conflict_do_update(index_elements=["code"], set_={"words": "again", "at": None})
    return Prepared(keep.returning(note.c.code, note.c.words), tuple(FIRST), connection.dialect)


def test_values_are_stored_as_their_columns_have_them(keeping: Prepared, connection: Connection) -> None:
    assert list(keeping.run(connection, FIRST)) == [("abc", "100 % :sure")]
    stored = connection.execute(select(note)).one()
    assert (stored.words, stored.tags, stored.at) == ("100 % :sure", ["a", "b"], FIRST["at"])


def test_what_belongs_to_the_statement_need_not_be_given(keeping: Prepared, connection: Connection) -> None:
    assert [words for _ in range(2) for _code, words in keeping.run(connection, FIRST)] == ["100 % :sure", "again"]
    assert connection.execute(select(note.c.at)).scalar_one() is None


def test_a_missing_value_is_no_null(keeping: Prepared, connection: Connection) -> None:
    with pytest.raises(KeyError, match="words"):
        keeping.run(connection, {name: value for name, value in FIRST.items() if name != "words"})


def test_it_begins_a_transaction_as_other_statements_do(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert list(one(connection).run(connection, {})) == [(1,)]
        assert connection.in_transaction()


def one(connection: Connection) -> Prepared:
    return Prepared(select(literal_column("1")), (), connection.dialect)


def test_what_the_database_refuses_is_raised_as_sqlalchemy_does_without_the_parameters(connection: Connection) -> None:
    keep = Prepared(insert_into(note), tuple(FIRST), connection.dialect)
    keep.run(connection, FIRST)
    with pytest.raises(IntegrityError) as refused:
        keep.run(connection, FIRST)
    assert "kept_note" in str(refused.value)
    assert refused.value.params is None
    assert isinstance(refused.value.orig, connection.dialect.loaded_dbapi.IntegrityError)


def test_listeners_hear_what_is_asked(keeping: Prepared, connection: Connection) -> None:
    heard: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *args: heard.append(args[2]))
    keeping.run(connection, FIRST)
    connection.execute(select(note.c.id))
    assert [statement.split()[0] for statement in heard] == ["INSERT", "SELECT"]


def test_after_a_connection_was_lost_there_is_another_one(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("a file is not lost")
    with db.engine.connect() as lost, db.engine.connect() as other:
        mine = lost.execute(text("SELECT pg_backend_pid()")).scalar_one()
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        with pytest.raises(OperationalError):
            one(lost).run(lost, {})
    for _ in range(2):
        with db.engine.connect() as connection:
            assert list(one(connection).run(connection, {})) == [(1,)]


def test_a_column_that_python_fills_in_must_be_given(app: Flask) -> None:
    """Nobody would: the driver knows no default of ours."""
    with pytest.raises(AssertionError, match="pronouns"):
        Prepared(insert_into(Person.__table__), ("code", "name"), db.engine.dialect)


def test_what_is_read_has_names_and_is_what_sqlalchemy_makes_of_it(connection: Connection) -> None:
    connection.execute(note.insert(), FIRST)
    connection.execute(note.insert(), {"code": "none"})
    latest = select(func.max(func.coalesce(note.c.at, bindparam("at_least", type_=Moment())))).scalar_subquery()
    told = (literal(b"\0key").label("key"), literal(True).label("is_kept"), latest.label("latest"))
    found = select(note, *told).order_by(note.c.id)
    rows = PreparedSelect(found, connection.dialect).run(connection, {"at_least": FIRST["at"]})
    assert [row._asdict() for row in rows] == [
        row._asdict() for row in connection.execute(found, {"at_least": FIRST["at"]})
    ]
    assert [(row.tags, row.at, row.key, row.is_kept, row.latest) for row in rows] == [
        (["a", "b"], FIRST["at"], b"\0key", True, FIRST["at"]),
        (None, None, b"\0key", True, FIRST["at"]),
    ]


def test_many_rows_are_stored_in_their_order_as_single_ones_are(connection: Connection) -> None:
    rows = [FIRST | {"code": str(number), "tags": [number, "100 % :ü\"'"], "of_nobody": 1} for number in (2, 9, 1)]
    rows[1] |= {"at": None, "tags": []}
    store = PreparedRows(insert_into(note).returning(note.c.id, note.c.code), tuple(FIRST), connection.dialect)
    assert [code for _id, code in sorted(store.run(connection, store.pack(rows)))] == ["2", "9", "1"]
    stored = connection.execute(select(note).order_by(note.c.id)).all()
    assert [row.tags for row in stored] == [row["tags"] for row in rows]
    assert [row.at for row in stored] == [FIRST["at"], None, FIRST["at"]]
    assert {row.words for row in stored} == {"100 % :sure"}


def test_of_many_rows_those_that_are_there_already_are_left_alone(connection: Connection) -> None:
    store = PreparedRows(
        insert_into(note).on_conflict_do_nothing().returning(note.c.code), tuple(FIRST), connection.dialect
    )
    assert len(store.run(connection, store.pack([FIRST, FIRST | {"code": "x"}]))) == 2
    assert list(store.run(connection, store.pack([FIRST, FIRST | {"code": "y"}]))) == [("y",)]


@pytest.mark.parametrize(("column", "packed"), [(note.c.code, ["abc", "d'f", "none"]), (note.c.id, [1, 3, 99])])
def test_packed_values_are_looked_up_by_the_column(
    connection: Connection, column: Column[Any], packed: list[Any]
) -> None:
    rows = [FIRST | {"code": code} for code in ("abc", "b", "d'f")]
    store = PreparedRows(insert_into(note), tuple(FIRST), connection.dialect)
    store.run(connection, store.pack(rows))
    among = select(note.c.code).where(is_among(column, "sent", connection.dialect.name)).order_by(note.c.id)
    assert connection.scalars(among, {"sent": pack(packed)}).all() == ["abc", "d'f"]
    assert connection.scalars(among, {"sent": pack([])}).all() == []
