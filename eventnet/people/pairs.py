"""Rows about two people, handed over when two rows turn out to be one person. Those between the two go with `other`.

`one` and `two` are the columns of such a row's people; either may be `other`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from eventnet.db import Model, db
from eventnet.people.models import Person
from eventnet.rows import Rows

Kept = TypeVar("Kept", bound=Model)


def move_latest(
    model: type[Kept], one: str, two: str, keeper: Person, other: Person, age: Callable[[Kept], datetime]
) -> None:
    """Of one row a pair: where both have one about the same third person, the younger one stays."""
    for mine, theirs in ((one, two), (two, one)):
        known = {getattr(row, theirs): row for row in rows_of(model, mine, keeper)}
        for row in _with_others(model, mine, theirs, keeper, other):
            twin = known.get(getattr(row, theirs))
            if twin and age(twin) >= age(row):
                continue
            if twin:
                db.session.delete(twin)
                db.session.flush()
            setattr(row, mine, keeper.id)
            db.session.flush()


def move_all(model: type[Kept], one: str, two: str, keeper: Person, other: Person) -> None:
    """Of any number of rows a pair."""
    for mine, theirs in ((one, two), (two, one)):
        for row in _with_others(model, mine, theirs, keeper, other):
            setattr(row, mine, keeper.id)
        db.session.flush()


def rows_of(model: type[Kept], column: str, person: Person) -> list[Kept]:
    return Rows(model).where(getattr(model, column) == person.id).all()


def _with_others(model: type[Kept], mine: str, theirs: str, keeper: Person, other: Person) -> list[Kept]:
    return [row for row in rows_of(model, mine, other) if getattr(row, theirs) != keeper.id]
