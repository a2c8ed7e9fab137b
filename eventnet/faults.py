"""One odd row fails alone: what it did is undone, the others go on, and it is tried again, more and more rarely.

What may be said of a failure in a log is its type and its place. Its words and values may be personal.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from flask import current_app
from msgspec import Struct
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from eventnet.clock import now
from eventnet.db import db

Row = TypeVar("Row")
AGAIN, LONGEST_REST = timedelta(minutes=1), timedelta(days=1)  # after the first failure; twice as long after each more

log = logging.getLogger("eventnet.faults")


class Rest(Struct, frozen=True):
    """One row's, as this worker knows it; one that starts anew tries it at once."""

    until: datetime
    length: timedelta


def type_and_place(error: BaseException) -> str:
    """`ValueError in /srv/eventnet/eventnet/care/weekly/mail.py:25`"""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.filename}:{place.lineno or 0}"


def each_alone(rows: Iterable[Row], do: Callable[[Row], object]) -> None:
    """Do it with each row, in a savepoint of its own; who calls commits."""
    for name, row in [(_name(do, row), row) for row in rows]:
        rest = _rests().get(name)
        if rest is None or rest.until <= now():
            _alone(name, row, do)


def _alone(name: str, row: Row, do: Callable[[Row], object]) -> None:
    try:
        with db.session.begin_nested():
            do(row)
    except OperationalError:  # the database's own, and no row's
        raise
    except Exception as error:  # whatever it was, it is this row's own
        _let_rest(name)
        log.error("%s failed: %s", name, type_and_place(error))
    else:
        _rests().pop(name, None)


def _name(do: Callable[[Row], object], row: Row) -> str:
    """`eventnet.followup.due._remind of meeting_request 12`"""
    state = inspect(row)
    assert state is not None
    return f"{do.__module__}.{do.__qualname__} of {state.mapper.local_table} {state.identity[0]}"


def _let_rest(name: str) -> None:
    before = _rests().get(name)
    length = min(before.length * 2, LONGEST_REST) if before else AGAIN
    _rests()[name] = Rest(now() + length, length)


def _rests() -> dict[str, Rest]:
    rests: dict[str, Rest] = current_app.extensions.setdefault("faults", {})
    return rests
