"""A scan of two who give each other their card is one question to PostgreSQL, unless somebody was faster."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Connection, delete, select, text

from eventnet import db as database
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.looking import Who
from eventnet.exchange.models import Contact, Encounter, Scan
from eventnet.exchange.recording import Reading, record, record_at_once
from eventnet.exchange.scanning import read_scans
from eventnet.exchange.schemas import Reported
from eventnet.exchange.turns import TURN
from eventnet.people.models import Person
from tests.cast import Cast
from tests.exchange.scans import badge, holds, live, met, rows, scan
from tests.exchange.test_api import item, post
from tests.exchange.test_statements import counted

WRITTEN = (Contact, Encounter, Scan)


@pytest.fixture(autouse=True)
def _on_postgres(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite is in the same process: there is no way to be saved")


@contextmanager
def asking() -> Iterator[Connection]:
    """As the API asks, beside the session of the test."""
    db.session.commit()
    with database.reading(), db.engine.connect() as connection:
        yield connection


def read(scanner: Person, *codes: str, uuid: str = "") -> Reading:
    who, scans = Who("id", scanner.id), [Reported(uuid or str(uuid4()), code, now()) for code in codes]
    with asking() as connection:
        reading = read_scans(connection, who, scans)
    assert reading
    return reading


def at_once(reading: Reading) -> list[str] | None:
    """What came of each scan, or None if nothing was stored."""
    before = counts()
    with asking() as connection:
        recorded = record_at_once(connection, reading)
    if recorded is None:
        assert counts() == before
        return None
    return [answer.outcome for answer in recorded.answers().values()]


def step_by_step(reading: Reading) -> list[str]:
    answers = record(db.session.connection(), reading).answers()
    db.session.commit()
    return [answer.outcome for answer in answers.values()]


def counts() -> list[int]:
    return [rows(model) for model in WRITTEN]


def written() -> list[dict[str, Any]]:
    """All that is stored, without the numbers that the database gives."""
    tables = [model.__table__ for model in WRITTEN]
    found = [row._asdict() for table in tables for row in db.session.execute(select(table).order_by(table.c.id))]
    return [{name: value for name, value in row.items() if name != "id"} for row in found]


def test_it_is_one_question_after_the_one_that_reads(cast: Cast, browser_of) -> None:
    phone, text = browser_of(cast.ada), live(cast.at(cast.ben))
    with counted() as statements:
        answer = post(phone, item(text)).json["results"][0]
    assert len(statements) == 2, statements
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    assert (answer["outcome"], answer["contact"]) == ("given", theirs.code)
    assert holds(cast.ben, cast.ada)


def test_the_long_way_stores_the_same_and_says_the_same(cast: Cast) -> None:
    reading = read(cast.ada, live(cast.at(cast.ben)))
    assert at_once(reading) == ["given"]
    stored = written()
    assert len(stored) == 4
    for model in WRITTEN:
        db.session.execute(delete(model))
    db.session.commit()
    assert step_by_step(reading) == ["given"]
    assert written() == stored


def test_everything_else_goes_the_long_way(cast: Cast) -> None:
    scan(cast.ben, badge(cast.at(cast.cleo)))  # who scans back answers
    readings = [
        read(cast.ada, badge(cast.at(cast.ben))),
        read(cast.ada, live(cast.at(cast.ben)), live(cast.at(cast.cleo))),
        read(cast.ada, "nonsense"),
        read(cast.cleo, live(cast.at(cast.ben))),
    ]
    assert [at_once(reading) for reading in readings] == [None] * len(readings)
    assert [step_by_step(reading) for reading in readings] == [
        ["requested"],
        ["given", "given"],
        ["unknown"],
        ["given"],
    ]
    assert at_once(read(cast.ada, live(cast.at(cast.ben)))) is None  # they have each other's


def test_two_who_have_lost_each_others_card_get_it_again(cast: Cast) -> None:
    assert at_once(read(cast.ada, live(cast.at(cast.ben)))) == ["given"]
    for owner, subject in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        card = holds(owner, subject)
        assert card
        sharing.withdraw(card)
    assert at_once(read(cast.ben, live(cast.at(cast.ada)))) == ["given"]
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)
    assert met(cast.ada, cast.ben) == 1


def test_who_blocked_in_between_gives_nothing(cast: Cast) -> None:
    reading = read(cast.ada, live(cast.at(cast.ben)))
    sharing.block(cast.ben, cast.ada)
    assert at_once(reading) is None
    assert step_by_step(reading) == ["unknown"]


def test_who_was_scanned_in_between_met_once_in_two_turns(cast: Cast) -> None:
    reading = read(cast.ada, live(cast.at(cast.ben)))
    scan(cast.ben, live(cast.at(cast.ada)))
    assert at_once(reading) is None
    assert step_by_step(reading) == ["given"]
    (encounter,) = Encounter.between(cast.ada, cast.ben)
    assert encounter.turn == 2


def test_the_same_id_in_between_is_stored_once(cast: Cast) -> None:
    uuid = str(uuid4())
    reading, again = (read(cast.ada, live(cast.at(one)), uuid=uuid) for one in (cast.ben, cast.cleo))
    assert at_once(reading) == ["given"]
    assert at_once(again) is None
    assert step_by_step(again) == ["given"]
    assert holds(cast.ada, cast.cleo) is None


def test_who_waited_long_for_a_turn_gives_the_card_later(cast: Cast, app: Flask) -> None:
    """A card is news by when it was given: that must not be long before anybody can see it."""
    reading, turn = read(cast.ada, live(cast.at(cast.ben))), TURN.params(ids=[cast.ada.id])

    def store() -> object:
        with app.app_context(), asking() as connection:
            return record_at_once(connection, reading)

    with db.engine.connect() as other, ThreadPoolExecutor(1) as pool:
        other.execute(turn)
        stored = pool.submit(store)
        other.execute(text("SELECT pg_sleep(1.2)"))
        other.rollback()
        assert stored.result() is None
    assert counts() == [0, 0, 0]
    assert step_by_step(reading) == ["given"]


def test_what_was_drawn_up_long_ago_is_drawn_up_again(cast: Cast, travel) -> None:
    reading = read(cast.ada, live(cast.at(cast.ben)))
    travel.shift(timedelta(seconds=2))
    assert at_once(reading) is None
    assert step_by_step(reading) == ["given"]
