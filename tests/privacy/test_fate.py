"""Each table that knows an event or an attendee says what becomes of it when the event closes."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Table

from eventnet.db import db
from eventnet.privacy.fate import GOES, STAYS

pytestmark = pytest.mark.tooling


def knowing() -> Iterator[Table]:
    for table in db.metadata.sorted_tables:
        if {"event", "attendee"} & {key.column.table.name for key in table.foreign_keys}:
            yield table


def test_every_table_that_knows_an_event_says_what_becomes_of_it() -> None:
    known = {table.name for table in knowing()}
    assert known - set(GOES) - set(STAYS) == set()
    assert (set(GOES) | set(STAYS)) - known == set()
    assert not set(GOES) & set(STAYS)


def test_whatever_stays_has_a_reason() -> None:
    assert all(len(reason) > 20 for reason in STAYS.values())
