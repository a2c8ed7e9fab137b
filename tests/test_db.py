"""The database keeps what it acknowledged, keeps moments in UTC, and lets readers read while somebody writes."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import IntegrityError

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import begin_writing, db, insert_once, only_reads, read_only, reading
from eventnet.people.models import Link, Person
from eventnet.rows import Rows
from tests.databases import SECRET_KEY

WRITERS = 8
ROWS_EACH = 25


def test_what_was_acknowledged_is_stored(app: Flask) -> None:
    """With the wrong transaction mode every commit says ok and stores nothing."""
    acknowledged: list[str] = []

    def write(number: int) -> None:
        with app.app_context():
            for row in range(ROWS_EACH):
                db.session.add(Person(name=f"{number}-{row}"))
                db.session.commit()
                acknowledged.append(f"{number}-{row}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(acknowledged) == WRITERS * ROWS_EACH
    assert sorted(person.name for person in Rows(Person)) == sorted(acknowledged)


def test_a_moment_comes_back_as_the_same_instant_in_utc(app: Flask) -> None:
    written = datetime(2026, 11, 26, 10, 30, tzinfo=timezone(timedelta(hours=5)))
    db.session.add(Person(name="Ada", created_at=written))
    db.session.commit()
    db.session.expire_all()
    read = Rows(Person).first()
    assert read is not None
    assert read.created_at == written
    assert read.created_at.tzinfo == UTC


def test_a_moment_without_a_zone_is_a_mistake(app: Flask) -> None:
    db.session.add(Person(name="Ada", created_at=datetime(2026, 11, 26)))  # noqa: DTZ001 - the point
    with pytest.raises(Exception, match="without a zone"):
        db.session.flush()
    db.session.rollback()


def test_foreign_keys_hold(app: Flask) -> None:
    db.session.add(Link(person_id=999, network="x", label="@ada", url="https://x.com/ada"))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_same_row_is_inserted_once(app: Flask) -> None:
    assert insert_once(Person, name="Ada", code="A" * 16)
    assert not insert_once(Person, name="Ada", code="A" * 16)
    assert Rows(Person).count() == 1


def test_a_page_that_only_reads_needs_no_lock(app: Flask) -> None:
    """A reader in another connection goes on while a writer holds its transaction open."""
    db.session.add(Person(name="Ada"))
    db.session.flush()
    seen: list[int] = []

    def read() -> None:
        with app.app_context(), reading():
            seen.append(Rows(Person).count())

    thread = threading.Thread(target=read)
    thread.start()
    thread.join(timeout=5)
    db.session.rollback()
    assert seen == [0]


def test_what_comes_after_a_page_in_its_thread_may_read_first_and_write_later(app: Flask) -> None:
    """A page only reads; were the next transaction begun like the page's, somebody else's commit would end it."""
    app.test_client().get("/")
    db.session.rollback()
    assert Rows(Person).count() == 0

    def write() -> None:
        with app.app_context():
            insert_once(Person, name="Ben")
            db.session.commit()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(timeout=0.3)
    insert_once(Person, name="Ada")
    db.session.commit()
    thread.join()
    assert {person.name for person in Rows(Person)} == {"Ada", "Ben"}


def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'x.sqlite3'}", secret_key=SECRET_KEY))
    with app.app_context():
        pragmas = {
            name: db.session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
        version = db.session.execute(text("SELECT sqlite_version()")).scalar_one()
        db.session.remove()
        db.engine.dispose()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 15000,
    }
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_postgresql_is_asked_without_a_transaction_until_something_is_written(app: Flask) -> None:
    """What is asked all day would else wait for its BEGIN and COMMIT as well."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite reads in a transaction that costs next to nothing")
    db.session.remove()
    with read_only() as connection:
        connection.execute(text("SELECT 1"))
        assert not _is_in_transaction(connection)
        ada = insert(Person.__table__).values(name="Ada", code="A" * 16)
        with pytest.raises(AssertionError, match="only reads"):  # as in every test
            connection.execute(ada)
        begin_writing(connection)
        connection.execute(ada)
        assert _is_in_transaction(connection)
        connection.rollback()
    with read_only() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 0
    only_reads(False)
    with db.engine.connect() as connection:  # the same one, from the pool
        connection.execute(text("SELECT 1"))
        assert _is_in_transaction(connection)


def _is_in_transaction(connection: Connection) -> bool:
    driver: Any = connection.connection.dbapi_connection
    return str(driver.info.transaction_status.name) == "INTRANS"


def test_a_connection_that_the_server_has_closed_while_it_rested_is_replaced(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server")
    db.session.remove()
    db.engine.dispose()  # so that the pool has this one to give, and no other
    with db.engine.connect() as other:
        with db.engine.connect() as one:
            gone = one.scalar(text("SELECT pg_backend_pid()"))
        assert other.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": gone})
        monkeypatch.setattr("eventnet.db.REST", 0.0)
        with db.engine.connect() as again:
            assert again.scalar(text("SELECT pg_backend_pid()")) != gone
