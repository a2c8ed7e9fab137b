"""Wall time: what the clock on the wall of a place says, and which moment that is."""

from datetime import UTC, datetime
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


def is_zone(name: str) -> bool:
    """A zone of the IANA database, like Europe/Berlin."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
