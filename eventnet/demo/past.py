"""Days seen from today, and doing something in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from eventnet.clock import as_of, now
from eventnet.db import db
from eventnet.walltime import moment_of, wall_of

ZONE = "Europe/Berlin"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What the verbs do inside happened then."""
    with as_of(moment):
        yield
        db.session.flush()


def day_at(days: int, hour: int, minute: int = 0) -> datetime:
    """A wall time, so many days from today."""
    return datetime.combine(wall_of(now(), ZONE).date() + timedelta(days=days), time(hour, minute))


def moment(days: int, hour: int) -> datetime:
    return moment_of(day_at(days, hour), ZONE)
