"""Quarters of an hour as the clocks at an event show them. A quarter is named by its number since 1970 (UTC / 900 s).

Every zone is whole quarters from UTC, so quarters begin together everywhere; a day has 92, 96 or 100 of them.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time

from eventnet.events.models import Event
from eventnet.web.filters import day
from eventnet.web.languages import language

QUARTER = 900
DAY = timedelta(days=1)


def quarter_of(moment: datetime) -> int:
    """The one in which it lies."""
    return int(moment.timestamp()) // QUARTER


def beginning(quarter: int) -> datetime:
    return datetime.fromtimestamp(quarter * QUARTER, UTC)


def last_full(moment: datetime) -> datetime:
    """When the quarter that is over ended."""
    return beginning(quarter_of(moment))


def last_midnight(moment: datetime, zone: str) -> datetime:
    return midnight(moment.astimezone(ZoneInfo(zone)).date(), zone)


def midnight(on: date, zone: str) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(zone)).astimezone(UTC)


def days_of(event: Event) -> list[date]:
    """Every day of it, by the clocks there."""
    first, last = event.starts_at.astimezone(event.tz).date(), (event.ends_at - DAY / 86400).astimezone(event.tz).date()
    return [first + number * DAY for number in range((last - first).days + 1)]


def shown_day(event: Event, until: datetime) -> date:
    """Today, or the nearest day of the event."""
    today, days = (until - DAY / 86400).astimezone(event.tz).date(), days_of(event)
    return min(max(today, days[0]), days[-1])


def quarters_of(event: Event, on: date, until: datetime) -> range:
    """Those of this day while the event goes on that are over."""
    first = max(event.starts_at, midnight(on, event.zone))
    last = min(event.ends_at, midnight(on + DAY, event.zone), until)
    return range(quarter_of(first), max(quarter_of(first), -(-int(last.timestamp()) // QUARTER)))


def clock_words(moment: datetime, zone: str) -> str:
    """09:15; in the hour that comes twice also which of the two: 02:15 (CEST)."""
    local = moment.astimezone(ZoneInfo(zone))
    words = format_time(local, "HH:mm", tzinfo=ZoneInfo(zone), locale=language())
    is_double = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return f"{words} ({local.tzname()})" if is_double else words


def quarter_words(quarter: int, zone: str) -> str:
    """09:15–09:30"""
    return f"{clock_words(beginning(quarter), zone)}–{clock_words(beginning(quarter + 1), zone)}"


def day_words(on: date) -> str:
    return day(on)
