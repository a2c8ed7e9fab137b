"""The only clock: every moment in eventnet is aware UTC and comes from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_retold: ContextVar[datetime | None] = ContextVar("retold", default=None)


def now() -> datetime:
    return _retold.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """What is done inside happened at that moment: only the demo tells itself a past, with the rooms' own verbs."""
    mark = _retold.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _retold.reset(mark)
