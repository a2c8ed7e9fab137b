"""Stay in touch: at most three people on the Follow-up page, and in the weekly letter."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from eventnet.care.nudges import Nudge, nudges
from eventnet.care.occasions import Occasion, occasions
from eventnet.care.rhythm.due import MOST, due, in_turn, kept, today_in, zone_of
from eventnet.people.models import Person


class Staying(Struct, frozen=True):
    """`has_more`: others are due as well, on the page with everybody."""

    nudges: list[Nudge]
    has_more: bool
    has_rhythms: bool


def staying(owner: Person) -> Staying:
    """For the page: occasions of these days, then who has waited longest."""
    tz = zone_of(owner)
    today, everybody = today_in(tz), kept(owner, tz)
    waiting, days = due(everybody, today), occasions(owner, today)
    shown = nudges(owner, days[:MOST], waiting[:MOST])[:MOST]
    return Staying(shown, len(waiting) > MOST, bool(everybody))


def for_letter(owner: Person, tz: ZoneInfo) -> list[Nudge]:
    """What is new in the week to come; who was named lately is left in peace."""
    today = today_in(tz)
    days = [each for each in occasions(owner, today) if _is_of_this_week(each, today)]
    return nudges(owner, days[:MOST], in_turn(kept(owner, tz), today)[:MOST])[:MOST]


def _is_of_this_week(occasion: Occasion, today: date) -> bool:
    """Each birthday and each new job falls into one week."""
    week = timedelta(days=7)
    if occasion.kind == "birthday":
        return today <= occasion.on < today + week
    return today - week < occasion.on <= today
