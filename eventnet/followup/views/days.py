"""The parts of a day block: the weekday, the number, the month."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from eventnet.followup.views import bp
from eventnet.web.languages import language


@bp.app_template_filter("day_part")
def day_part(moment: datetime, zone: str, pattern: str) -> str:
    """`{{ slot.starts_at|day_part(zone, "EEE") }}`; patterns of Unicode's CLDR."""
    return format_date(moment.astimezone(ZoneInfo(zone)), pattern, locale=language())
