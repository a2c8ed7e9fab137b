"""What PostgreSQL plans for a scan while an event is young, and goes on doing while it grows."""

import re
from itertools import combinations, islice

import pytest
from flask import Flask
from sqlalchemy import Table, insert, text

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.looking import _statement
from eventnet.exchange.models import Contact, Encounter
from tests.cast import Cast, make_person

PAIRS = 100


@pytest.mark.parametrize("table", [Contact.__table__, Encounter.__table__], ids=lambda table: table.name)
def test_cards_and_encounters_are_found_by_their_index_however_few_there_are(app: Flask, cast: Cast, table: Table):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite always does")
    ids = sorted(make_person(f"Guest{number}").id for number in range(16))
    pairs = list(islice(combinations(ids, 2), PAIRS))
    of = {"event_id": cast.event.id, "how": "live"}
    db.session.execute(insert(Encounter), [of | {"first_id": one, "second_id": other} for one, other in pairs])
    card = of | {"fields": [], "consent_text": "1", "given_at": now()}
    db.session.execute(insert(Contact), [card | {"owner_id": one, "subject_id": other} for one, other in pairs])
    db.session.execute(text(f"ANALYZE {table.name}"))
    plan = _planned()
    assert f" on {table.name}" in plan
    assert f"Seq Scan on {table.name}" not in plan


def _planned() -> str:
    """Whatever the values are, as a statement that was prepared is planned."""
    asked = str(_statement("device", "badge", True).compile(dialect=db.engine.dialect))
    names = sorted(set(re.findall(r"%\((\w+)\)s", asked)))
    numbered = re.sub(r"%\((\w+)\)s", lambda found: f"${names.index(found[1]) + 1}", asked)
    cursor = db.session.connection().connection.cursor()
    return "\n".join(row[0] for row in cursor.execute(f"EXPLAIN (GENERIC_PLAN) {numbered}", prepare=False))
