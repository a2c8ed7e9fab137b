"""What PostgreSQL plans for a scan while an event is young, and goes on doing while it grows."""

import re
from itertools import combinations

import pytest
from flask import Flask
from sqlalchemy import Table, insert, select, text

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.exchange.looking import _statement
from eventnet.exchange.models import Contact, Encounter
from eventnet.people.models import Person
from tests.cast import Cast

FEW = 15  # people who all meet each other


@pytest.fixture(autouse=True)
def only_on_postgres(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite always uses its indexes")


@pytest.mark.parametrize("table", [Contact.__table__, Encounter.__table__], ids=lambda table: table.name)
@pytest.mark.parametrize("many", [None, "postgresql"], ids=["one scan", "a batch"])
def test_cards_and_encounters_are_found_by_their_index_however_few_there_are(cast: Cast, table: Table, many):
    meet(cast.event, FEW)
    db.session.execute(text(f"ANALYZE {table.name}"))
    plan = planned(many)
    assert f" on {table.name}" in plan
    assert f"Seq Scan on {table.name}" not in plan


@pytest.mark.parametrize("met", [0, 5, 30])
def test_a_full_list_s_first_encounters_are_not_read_whole_for_each_place(cast: Cast, met: int):
    """What is planned then stays until its autovacuum has looked, while there are more and more of them."""
    expect(cast.event, 2000)
    meet(cast.event, met)
    db.session.execute(text("ANALYZE person, attendee"))
    plan = planned("postgresql")
    assert re.search(r"on encounter .*\n\s*Index Cond: .*(first|second)_id = CASE", plan), plan
    assert "Seq Scan on contact" not in plan


def expect(event: Event, number: int) -> None:
    names = [{"name": f"Expected {guest}", "code": f"expected{guest}"} for guest in range(number)]
    db.session.execute(insert(Person), names)
    people = select(Person.id, Person.code).where(Person.name.like("Expected %"))
    places = [
        {"event_id": event.id, "person_id": id, "badge": code, "handle": code, "live_key": b"k", "code": code}
        for id, code in db.session.execute(people)
    ]
    db.session.execute(insert(Attendee), places)


def meet(event: Event, number: int) -> None:
    if not number:
        return
    names = [{"name": f"Guest {guest}", "code": f"guest{guest}"} for guest in range(number)]
    db.session.execute(insert(Person), names)
    pairs = list(combinations(sorted(db.session.scalars(select(Person.id).where(Person.name.like("Guest %")))), 2))
    of = {"event_id": event.id, "how": "live"}
    db.session.execute(insert(Encounter), [of | {"first_id": one, "second_id": other} for one, other in pairs])
    card = of | {"fields": [], "consent_text": "1", "given_at": now()}
    db.session.execute(insert(Contact), [card | {"owner_id": one, "subject_id": other} for one, other in pairs])


def planned(many: str | None) -> str:
    """Whatever the values are, as a statement that was prepared is planned."""
    asked = str(_statement("device", "badge", many).compile(dialect=db.engine.dialect))
    names = sorted(set(re.findall(r"%\((\w+)\)s", asked)))
    numbered = re.sub(r"%\((\w+)\)s", lambda found: f"${names.index(found[1]) + 1}", asked)
    cursor = db.session.connection().connection.cursor()
    return "\n".join(row[0] for row in cursor.execute(f"EXPLAIN (GENERIC_PLAN) {numbered}", prepare=False))
