"""Which evenings an event has, when each begins for whom, and which hours belong to its day.

A day ends at five in the morning, so a party until two belongs to the evening before. All by the clock of the event.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from eventnet.clock import now
from eventnet.events.models import Event

NIGHT = timedelta(hours=5)
ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)
HOURS = range(16, 24)  # who wishes an earlier one has it at the first of these
NEXT_MORNING = range(24, 28)  # at eight and the three hours after it, for whom it failed in the evening
LATEST, MORNING, TOO_LATE = time(23), time(8), time(12)


def days_near(event: Event) -> Iterator[date]:
    """Those of yesterday and today that the event has."""
    first, last = event.starts_wall.date(), max(event.starts_wall, event.ends_wall - NIGHT).date()
    today = (now().astimezone(event.tz) - NIGHT).date()
    return (day for day in (today - ONE_DAY, today) if first <= day <= last)


def hour_come(event: Event, on: date) -> int | None:
    """The latest hour for which it is evening now; None: it is not yet, or no more."""
    if now() >= _at(event, on + ONE_DAY, TOO_LATE):
        return None
    hours = (*HOURS, *NEXT_MORNING)
    return max((hour for hour in hours if begins_at(event, on, hour) <= now()), default=None)


def begins_at(event: Event, on: date, hour: int) -> datetime:
    """At this hour, but never before the day is over there, and not in the night: then it is the next morning."""
    morning = _at(event, on + ONE_DAY, MORNING)
    if hour in NEXT_MORNING:
        return morning + (hour - NEXT_MORNING.start) * ONE_HOUR
    begins = max(_at(event, on, time(hour)), _end(event, on))
    return begins if begins <= _at(event, on, LATEST) else morning


def hours_of(event: Event, on: date) -> tuple[datetime, datetime]:
    """From when until when people met on this day; who met before the event began, on its first."""
    starts = _at(event, on, time()) + NIGHT
    if on == event.starts_wall.date():
        starts = min(starts, event.starts_at) - ONE_DAY
    return starts, _at(event, on + ONE_DAY, time()) + NIGHT


def next_working_days(event: Event, number: int) -> list[date]:
    """One day each, so that three letters are not one evening's work."""
    day, found = now().astimezone(event.tz).date(), list[date]()
    while len(found) < number:
        day += ONE_DAY
        if day.weekday() < 5:
            found.append(day)
    return found


def _end(event: Event, on: date) -> datetime:
    """When the programme of this day is over: each day ends when the last one does."""
    ends, starts = event.ends_wall.time(), event.starts_wall.time()
    return min(_at(event, on if ends > starts else on + ONE_DAY, ends), event.ends_at)


def _at(event: Event, on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, event.tz).astimezone(now().tzinfo)
