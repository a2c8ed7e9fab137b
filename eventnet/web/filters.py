"""Dates as people say them, and what every template may use."""

import re
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, get_timezone_location
from flask import Flask
from flask_babel import gettext as _
from jinja2 import StrictUndefined

from eventnet import assets
from eventnet.clock import now
from eventnet.walltime import comes_twice
from eventnet.web.languages import language
from eventnet.web.views import asset_url

WHEN = {"en": "EEE d MMM, HH:mm", "de": "EEE d. MMM, HH:mm\u00a0'Uhr'"}
WHEN_WITH_YEAR = {"en": "EEE d MMM y, HH:mm", "de": "EEE d. MMM y, HH:mm\u00a0'Uhr'"}
A_DAY = re.compile(r"\b(?:(?:[^\W\d]{2}\.|[^\W\d]{3}) )?\d{1,2}\.? [^\W\d]{3,4}\b\.?(?: \d{4}\b)?")
DAY = {"en": "EEE d MMM", "de": "EEE d. MMM"}
DAY_WITH_YEAR = {"en": "d MMM y", "de": "d. MMM y"}


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(icon=assets.icon, asset=asset_url, now=now)
    app.jinja_env.filters.update(when=when, day=day, clock=clock, span=span, zone_name=zone_name)
    app.jinja_env.filters.update(unbroken=unbroken)


def when(moment: datetime, zone: str | tzinfo | None = None, place: bool = True) -> str:
    """Thu 26 Nov, 10:30 (Berlin); with the year unless it is this one. Without a zone: UTC."""
    tz = _zone(zone)
    local = moment.astimezone(tz)
    patterns = WHEN if local.year == now().year else WHEN_WITH_YEAR
    words = _told_apart(format_datetime(local, patterns[language()], tzinfo=tz, locale=language()), local)
    return f"{words} ({zone_name(tz)})" if place else words


def day(moment: datetime | date, zone: str | tzinfo | None = None) -> str:
    """Thu 26 Nov, or 26 Nov 2025 in another year."""
    local = moment.astimezone(_zone(zone)) if isinstance(moment, datetime) else moment
    patterns = DAY if local.year == now().year else DAY_WITH_YEAR
    return format_date(local, patterns[language()], locale=language())


def clock(moment: datetime, zone: str | tzinfo | None = None) -> str:
    tz = _zone(zone)
    local = moment.astimezone(tz)
    return _told_apart(format_time(local, "HH:mm", tzinfo=tz, locale=language()), local)


def span(starts: datetime, ends: datetime, zone: str) -> str:
    """Thu 26 Nov, 10:00-16:00, or from day to day."""
    tz = _zone(zone)
    if starts.astimezone(tz).date() == ends.astimezone(tz).date():
        return f"{day(starts, tz)}, {clock(starts, tz)}–{clock(ends, tz)}"
    return f"{day(starts, tz)}, {clock(starts, tz)} – {day(ends, tz)}, {clock(ends, tz)}"


def unbroken(words: str) -> str:
    """No line ends within a date: Tue, 1 and Dec stay together."""
    return A_DAY.sub(lambda found: found[0].replace(" ", "\u00a0"), words)


def zone_name(zone: str | tzinfo) -> str:
    """The city that a zone is named after: Europe/Berlin is Berlin."""
    return get_timezone_location(_zone(zone), locale=language(), return_city=True)


def _told_apart(words: str, local: datetime) -> str:
    """Which of the two, in the hour that comes twice when the clocks go back."""
    if local.tzinfo is None or not comes_twice(local.replace(tzinfo=None, fold=0), local.tzinfo):
        return words
    return _("%(time)s the second time", time=words) if local.fold else _("%(time)s the first time", time=words)


def _zone(zone: str | tzinfo | None) -> tzinfo:
    return UTC if zone is None else ZoneInfo(zone) if isinstance(zone, str) else zone
