"""One moment on the clocks of two people: the place's, and theirs where they show something else."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.people.models import Person
from eventnet.walltime import comes_twice, have_same_clocks, wall_of
from eventnet.web.filters import when, zone_name
from eventnet.web.languages import language

WHEN = {"en": "EEE, HH:mm", "de": "EEE, HH:mm\u00a0'Uhr'"}


def own_clocks(moment: datetime, zone: str, reader: Person, other: Person) -> list[str]:
    """For you: Tue, 04:00 (New York). Says nothing where a clock shows the same, or where nobody knows it."""
    mine, theirs = _elsewhere(moment, zone, reader), _elsewhere(moment, zone, other)
    if mine and theirs and have_same_clocks(moment, mine, theirs):
        return [_("for you both: %(time)s", time=_on_clock(moment, mine))]
    words = [_("for you: %(time)s", time=_on_clock(moment, mine))] if mine else []
    if theirs:
        words.append(_("for %(name)s: %(time)s", name=other.name, time=_on_clock(moment, theirs)))
    return words


def on_all_clocks(moment: datetime, zone: str, reader: Person, other: Person) -> str:
    """For a letter, a clock a line: Tue 1 Dec, 10:00 (Berlin), for you: Tue, 04:00 (New York)."""
    return "\n".join([when(moment, zone), *own_clocks(moment, zone, reader, other)])


def apart(zone: str, reader: Person, other: Person) -> list[str]:
    """How far the clocks of the two are from those of the place; stands beside every time that is typed."""
    mine, theirs = _elsewhere(now(), zone, reader), _elsewhere(now(), zone, other)
    words = [_distance(_("Your clocks"), mine, zone)] if mine else []
    if theirs:
        words.append(_distance(_("The clocks of %(name)s", name=other.name), theirs, zone))
    return words


def _elsewhere(moment: datetime, zone: str, person: Person) -> str:
    """The zone of somebody whose clock shows something else."""
    return person.zone if person.zone and not have_same_clocks(moment, person.zone, zone) else ""


def _on_clock(moment: datetime, zone: str) -> str:
    tz = ZoneInfo(zone)
    words = format_datetime(moment, WHEN[language()], tzinfo=tz, locale=language())
    if comes_twice(wall_of(moment, zone), zone):
        words = when(moment, zone, place=False)
    return f"{words} ({zone_name(zone)})"


def _distance(whose: str, theirs: str, zone: str) -> str:
    moment = now()
    minutes = int((wall_of(moment, theirs) - wall_of(moment, zone)).total_seconds()) // 60
    hours = f"{abs(minutes) // 60}" + (f":{abs(minutes) % 60:02}" if minutes % 60 else "")
    values = {"whose": whose, "place": zone_name(theirs), "hours": hours}
    if minutes < 0:
        return _("%(whose)s (%(place)s) are %(hours)s h behind.", **values)
    return _("%(whose)s (%(place)s) are %(hours)s h ahead.", **values)
