"""What was counted is kept for a few seconds in each process, so that a hall of open pages asks the database once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask import current_app

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.organising.numbers.after import After, after
from eventnet.organising.numbers.today import Today, today

MOST = 200  # events
Found = TypeVar("Found")


def todays(event: Event) -> Today:
    return _kept(event, today, timedelta(seconds=8))


def afters(event: Event) -> After:
    return _kept(event, after, timedelta(minutes=5))


def _kept(event: Event, count: Callable[[Event], Found], life: timedelta) -> Found:
    kept: dict[tuple[int, str], tuple[datetime, Any]] = current_app.extensions.setdefault("numbers", {})
    key, moment = (event.id, count.__name__), now()
    if key in kept and timedelta() <= moment - kept[key][0] < life:
        found: Found = kept[key][1]
        return found
    if len(kept) > MOST:
        kept.clear()
    found = count(event)
    kept[key] = (moment, found)
    return found
