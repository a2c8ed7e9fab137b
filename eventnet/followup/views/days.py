"""Moments on pages: the parts of a day block, and the clocks of the two."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from eventnet.followup import clocks
from eventnet.followup.views import bp
from eventnet.people.models import Person
from eventnet.web.languages import language


@bp.app_template_filter("day_part")
def day_part(moment: datetime, zone: str, pattern: str) -> str:
    """`{{ slot.starts_at|day_part(zone, "EEE") }}`; patterns of Unicode's CLDR."""
    return format_date(moment.astimezone(ZoneInfo(zone)), pattern, locale=language())


@bp.app_template_filter("clocks")
def own_clocks(moment: datetime, zone: str, reader: Person, other: Person) -> list[str]:
    """`{{ slot.starts_at|clocks(zone, party.person, party.other) }}`: where theirs show something else."""
    return clocks.own_clocks(moment, zone, reader, other)


@bp.app_template_filter("apart")
def apart(zone: str, reader: Person, other: Person) -> list[str]:
    return clocks.apart(zone, reader, other)
