"""The migrations make the tables that the models describe, on an empty database and on one with data in it."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex

from eventnet import migrations
from eventnet.db import db
from eventnet.events.models import Event
from eventnet.rows import Rows
from tests.cast import Cast
from tests.exchange.scans import live, scan


def test_migrations_and_models_describe_the_same_tables(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_conditions_of_indexes_are_the_same_in_migrations_and_models(app: Flask) -> None:
    """Which Alembic does not compare."""
    is_postgres = db.engine.dialect.name == "postgresql"
    stored = "SELECT indexname, indexdef FROM pg_indexes" if is_postgres else "SELECT name, sql FROM sqlite_master"
    there = {name: condition_of(sql or "") for name, sql in db.session.execute(text(stored))}
    indexes = [index for table in db.metadata.tables.values() for index in table.indexes]
    drawn = {str(index.name): condition_of(str(CreateIndex(index).compile(db.engine))) for index in indexes}
    assert drawn["uq_introduction_open_pair"] == "closed_at IS NULL"
    assert {name for name, condition in drawn.items() if condition} == {name for name in drawn if there[name]}
    if not is_postgres:  # which keeps them in words of its own
        assert drawn == {name: there[name] for name in drawn}


def condition_of(statement: str) -> str:
    return statement.partition(" WHERE ")[2]


def test_migrating_again_keeps_what_is_there(cast: Cast) -> None:
    db.session.commit()
    migrations.upgrade()
    db.session.refresh(cast.ada)
    assert cast.ada.name == "Ada Lindqvist"


def test_there_is_one_line_of_migrations(app: Flask) -> None:
    from alembic.script import ScriptDirectory

    assert len(ScriptDirectory.from_config(migrations.config()).get_heads()) == 1


def test_what_was_there_before_phones_kept_scans_is_there_afterwards(cast: Cast) -> None:
    """Down to the first tables and up again, with a scan, an encounter and cards in them."""
    scan(cast.ada, live(cast.at(cast.ben)))
    before = {name: count(name) for name in ("person", "attendee", "scan", "encounter", "contact", "device")}
    met = rows_of_scans()
    db.session.remove()
    migrations.downgrade("0001")
    migrations.upgrade()
    assert {name: count(name) for name in before} == before
    assert rows_of_scans() == met
    assert db.session.execute(text("SELECT turn FROM encounter")).scalars().all() == [1]


def test_an_event_from_before_the_office_asks_first_and_is_as_its_kind(cast: Cast) -> None:
    cast.event.badge_default, cast.event.directory, cast.elsewhere.kind = "open", False, "job_fair"
    db.session.commit()
    db.session.remove()
    migrations.downgrade("0003")
    migrations.upgrade()
    found = {event.slug: event for event in Rows(Event)}
    assert {event.badge_default for event in found.values()} == {"ask"}
    assert (found["career-day"].directory_is_on, found["elsewhere"].directory_is_on) == (True, False)
    assert [event.asks for event in found.values()] == [[], []]


def test_what_a_table_checks_is_checked_after_all_migrations(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE attendee SET role = 'nobody'"))


def rows_of_scans() -> list[tuple[int, int]]:
    found = db.session.execute(text("SELECT scanner_id, attendee_id FROM scan")).all()
    assert all(attendee for _scanner, attendee in found)
    return [tuple(row) for row in found]


def count(table: str) -> int:
    return db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - our own names
