"""Faults: what a person sees while the database cannot be had, what their browser keeps, and what the log says."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError

from eventnet import db as database
from eventnet.config import Settings
from eventnet.db import db, only_reads, sqlite_driver
from eventnet.people.models import Person
from tests.cast import Cast
from tests.databases import PostgresDatabase, SqliteFiles, built_app

BrowserOf = Callable[[Person], FlaskClient]
# The same library as the app's: locks of files belong to a process, so another copy of SQLite in it would not wait.
on_sqlite = pytest.mark.skipif("'TEST_DATABASE_URL' in __import__('os').environ", reason="SQLite's one write lock")


@pytest.fixture
def built(databases: SqliteFiles | PostgresDatabase, tmp_path: Path) -> Iterator[tuple[Flask, Settings]]:
    """An app of its own for each of these tests, since they break it."""
    with built_app(databases, tmp_path) as found:
        yield found


@pytest.fixture
def impatient(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock longer than a test may last."""
    monkeypatch.setattr(database, "PATIENCE", 0)


@pytest.fixture
def locked(cast: Cast, impatient: None, settings: Settings) -> Iterator[Callable[[], None]]:
    """`locked()`: from now on somebody else writes, and does not come to an end."""
    with closing(
        sqlite_driver().connect(settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    ) as other:

        def lock() -> None:
            db.session.remove()  # the test's own transaction
            other.execute("BEGIN IMMEDIATE")

        yield lock


@on_sqlite
def test_who_is_signed_in_is_asked_for_patience_too(
    cast: Cast, browser_of: BrowserOf, locked: Callable[[], None]
) -> None:
    ada = browser_of(cast.ada)
    locked()
    answer = ada.post("/follow-up/pace", data={"requests_a_week": "2"})
    assert answer.status_code == 503
    assert 2 <= int(answer.headers["Retry-After"]) <= 8


@on_sqlite
def test_who_waits_for_the_lock_looks_again_and_again(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.session.remove()
    waits: list[float] = []
    path = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite_driver().connect(path, isolation_level=None)) as other:

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 3:
                other.execute("ROLLBACK")

        monkeypatch.setattr(database, "sleep", wait)
        other.execute("BEGIN IMMEDIATE")
        db.session.add(Person(name="Ada"))
        db.session.commit()
    assert waits == [database.LOOK_AGAIN] * 3


@on_sqlite
def test_a_page_needs_no_lock_once_its_change_is_committed(
    app: Flask, cast: Cast, browser_of: BrowserOf, impatient: None, settings: Settings
) -> None:
    """What is said after the commit is read without holding up the next one."""
    ada, path = browser_of(cast.ada), settings.database_url.removeprefix("sqlite:///")
    db.session.remove()  # the test's own transaction
    written = []

    @app.after_request
    def write_beside(response):  # type: ignore[no-untyped-def]
        assert db.session.scalar(db.select(Person.name)) == "Ada Lindqvist"
        with closing(sqlite_driver().connect(path, isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            written.append(True)
        return response

    assert ada.post("/follow-up/pace", data={"requests_a_week": "2"}).status_code == 303
    assert written == [True]


@pytest.fixture
def failing(bare_app: Flask) -> FlaskClient:
    """Pages that fail after they have changed the session, on an app that does not hand the exception to the test."""
    app, bare_app.testing = bare_app, False

    def crash(token: str) -> str:
        session["taken"] = session.pop("waiting", None)
        raise ZeroDivisionError("ada@example.org")

    def twice(token: str) -> str:
        only_reads(False)
        db.session.add_all([Person(name="Ada", code=token, email="ada@example.org") for _ in range(2)])
        db.session.flush()
        return "never"

    app.add_url_rule("/crash/<token>", "crash", crash, methods=["GET", "POST"])
    app.add_url_rule("/twice/<token>", "twice", twice)
    return app.test_client()


def test_a_browser_keeps_what_it_had_when_its_request_fails(failing: FlaskClient) -> None:
    with failing.session_transaction() as kept:
        kept["waiting"] = "scan"
    assert failing.get("/crash/x").status_code == 500
    with failing.session_transaction() as kept:
        assert (kept.get("waiting"), kept.get("taken")) == ("scan", None)
        assert kept["csrf_token"], "the token of the error page's own forms"


def test_who_loses_a_race_for_a_row_may_try_again(failing: FlaskClient) -> None:
    answer = failing.get("/twice/TOKEN")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize("path", ["/crash/TOKEN", "/twice/TOKEN"])
def test_the_log_names_the_place_and_nobody(failing: FlaskClient, caplog: pytest.LogCaptureFixture, path: str) -> None:
    with caplog.at_level(logging.INFO):
        failing.get(path)
    assert path.split("/")[1] in caplog.text
    assert re.search(r"Error in \w+\.py:\d+", caplog.text)
    assert not {word for word in ("TOKEN", "ada@example.org") if word in caplog.text}


def test_a_fault_of_the_database_tells_no_values(app: Flask) -> None:
    db.session.add(Person(name=None, email="ada@example.org"))
    with pytest.raises(IntegrityError) as fault:
        db.session.flush()
    db.session.rollback()
    assert "ada@example.org" not in str(fault.value).partition("DETAIL")[0]
