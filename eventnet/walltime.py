"""Wall time: what the clock on the wall of a place says, and which moment that is."""

from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import gettext as _

from eventnet.refusals import Refused

YEARS = range(2000, 2200)  # beyond them a zone or two weeks more would run over the end of the calendar


def moment_of(wall: datetime, zone: str) -> datetime:
    """The UTC moment of a naive wall time. Refuses an hour that the clocks skip; of a double hour it is the first."""
    assert wall.tzinfo is None, "wall time has no zone of its own"
    if wall.year not in YEARS:
        raise Refused("far-year", _("This is too far away. Choose a day of this century or the next."))
    moment = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if wall_of(moment, zone) != wall:
        raise Refused(
            "skipped-hour",
            _(
                "%(time)s does not exist on that night: the clocks go forward. Choose a time before or after.",
                time=f"{wall:%H:%M}",
            ),
        )
    return moment


def wall_of(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall says, as a naive time."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def comes_twice(wall: datetime, zone: str | tzinfo) -> bool:
    """In the night when the clocks go back."""
    tz = ZoneInfo(zone) if isinstance(zone, str) else zone
    first, second = (wall.replace(tzinfo=tz, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def have_same_clocks(moment: datetime, one: str, other: str) -> bool:
    """Also in zones of two names."""
    return wall_of(moment, one) == wall_of(moment, other)


def is_zone(name: str) -> bool:
    """A zone of the IANA database, like Europe/Berlin."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
