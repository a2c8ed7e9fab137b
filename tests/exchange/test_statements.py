"""How few statements the hot paths take; without BEGIN and COMMIT, the look-up of the device counts.

PostgreSQL is asked once where SQLite is asked three times, if two give each other their card (routines.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event as sqlalchemy_event

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from eventnet.exchange.news import cursor_of
from tests.cast import NOW, Cast, make_event, make_person
from tests.exchange.scans import badge, live, rows, scan, spoken
from tests.exchange.test_api import inbox, item, post


@contextmanager
def counted() -> Iterator[list[str]]:
    """From outside of any transaction, as a request begins."""
    statements: list[str] = []

    def count(_connection, _cursor, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "CREATE")):  # a routine is made once for each connection
            statements.append(statement)

    db.session.commit()
    sqlalchemy_event.listen(db.engine, "before_cursor_execute", count)
    yield statements
    sqlalchemy_event.remove(db.engine, "before_cursor_execute", count)


def outcomes(response) -> list[str]:
    return [result["outcome"] for result in response.json["results"]]


@pytest.mark.parametrize(
    ("code", "sharing", "outcome", "most"),
    [
        (live, "ask", "given", 4),
        (badge, "ask", "requested", 5),
        (badge, "open", "given", 4),
        (badge, "closed", "refused", 2),
    ],
)
def test_a_scan_takes_at_most_five_statements(cast: Cast, browser_of, code, sharing: str, outcome: str, most: int):
    cast.at(cast.ben).sharing = sharing
    phone, text = browser_of(cast.ada), code(cast.at(cast.ben))
    with counted() as statements:
        assert outcomes(post(phone, item(text))) == [outcome]
    is_one_question = db.engine.dialect.name == "postgresql" and outcome == "given"
    assert len(statements) == (2 if is_one_question else most), statements


def test_who_are_asked_and_give_take_five(cast: Cast, browser_of):
    scan(cast.ben, badge(cast.at(cast.ada)))
    phone, text = browser_of(cast.ada), badge(cast.at(cast.ben))
    with counted() as statements:
        assert outcomes(post(phone, item(text))) == ["given"]
    assert len(statements) <= 5, statements


def test_a_scan_sent_again_is_read_and_nothing_is_locked(cast: Cast, browser_of):
    phone, one = browser_of(cast.ada), item(live(cast.at(cast.ben)))
    first = post(phone, one)
    with counted() as statements:
        assert post(phone, one).json == first.json
    assert len(statements) == 2
    assert all(statement.startswith(("SELECT", "WITH")) for statement in statements)


def test_a_code_that_is_unknown_takes_two(cast: Cast, browser_of):
    phone = browser_of(cast.ada)
    with counted() as statements:
        assert outcomes(post(phone, item("WIFI:S:hall;;"))) == ["unknown"]
    assert len(statements) == 2, statements


@pytest.mark.parametrize("number", [10, 100])
def test_a_batch_takes_as_few_for_a_hundred_as_for_ten(cast: Cast, browser_of, number: int):
    """At ten events, as twenty a minute are taken at one."""
    events = [make_event(cast.dora, f"hall-{each}", f"Hall {each}") for each in range(10)]
    for event in events:
        add_attendee(event, cast.ada).claimed_at = NOW
    others = [add_attendee(events[each % 10], make_person(f"Guest{each} Doe")) for each in range(number)]
    scans = [item((live if each % 2 else badge)(other)) for each, other in enumerate(others)]
    phone = browser_of(cast.ada)
    with counted() as statements:
        answers = outcomes(post(phone, *scans))
    assert answers == ["requested", "given"] * (number // 2)
    assert len(statements) <= 9, statements
    counts = [rows(model) for model in (Scan, Encounter, CardRequest, Contact)]
    assert counts == [number, number, number // 2, number * 3 // 2]


def test_the_inbox_takes_one(cast: Cast, browser_of, travel):
    ben, since = browser_of(cast.ben), cursor_of(NOW)
    with counted() as statements:
        assert inbox(ben, since).status_code == 304
    assert len(statements) == 1
    travel.shift(5)
    scan(cast.ada, badge(cast.at(cast.ben)))
    scan(cast.cleo, live(cast.at(cast.ben)))
    with counted() as statements:
        assert len(inbox(ben, since).json["items"]) == 2
    assert len(statements) == 1


def test_the_inbox_reads_two_indexes(cast: Cast, browser_of):
    """Both ends of the contacts, by owner and by subject, and no table from end to end."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the words of SQLite's plan")
    with counted() as statements:
        inbox(browser_of(cast.ben), cursor_of(NOW))
    statement = next(each for each in statements if "cards" in each)
    plan = [
        row[3]
        for row in db.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", ("1",) * statement.count("?")
        )
    ]
    for index in ("ix_contact_owner_given", "ix_contact_subject_given"):
        assert any(f"SEARCH contact USING INDEX {index}" in step for step in plan), plan
    assert not any(step.startswith("SCAN contact") for step in plan)


def test_a_spoken_code_is_looked_up_while_it_is_the_scanners_turn(cast: Cast, browser_of):
    phone, text = browser_of(cast.ada), spoken(cast.at(cast.ben))
    with counted() as statements:
        assert outcomes(post(phone, item(text))) == ["given"]
    assert len(statements) <= 8, statements


@pytest.mark.parametrize(("code", "most"), [(badge, 1), (live, 2)])
def test_the_public_card_takes_one_and_a_live_one_two(cast: Cast, client, code, most: int):
    url = code(cast.at(cast.ben)).removeprefix("HTTP://LOCALHOST")
    with counted() as statements:
        assert client.get(url).status_code == 200
    assert len(statements) == most, statements


def test_pages_of_a_code_take_few_for_somebody_signed_in(cast: Cast, browser_of):
    """The device with its person, the code; for another's also their card and whether I am in."""
    ada, url = browser_of(cast.ada), badge(cast.at(cast.ben)).removeprefix("HTTP://LOCALHOST")
    for address, most in (("/code", 2), (url, 4)):
        db.session.commit()
        db.session.remove()
        with counted() as statements:
            assert ada.get(address).status_code == 200
        assert len(statements) <= most, statements
