"""The weekly letter: at most three people and what is due between them and the reader. A quiet week has none."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import astuple

from eventnet.care.nudges import Nudge
from eventnet.care.rhythm.due import today_in
from eventnet.care.staying import for_letter
from eventnet.exchange.models import Promise
from eventnet.exchange.promising import Owed, awaited, owed
from eventnet.people.models import Person

WEEK = timedelta(days=7)
MOST_PROMISES = 3


class Week(Struct, frozen=True):
    """`mine` is what the reader promised, `theirs` what was promised to the reader."""

    nudges: list[Nudge]
    mine: list[Owed]
    theirs: list[Owed]

    @property
    def is_quiet(self) -> bool:
        return not any(astuple(self))


def week_of(person: Person, tz: ZoneInfo) -> Week:
    today = today_in(tz)
    mine = [each for each in owed(person) if _is_near(each.promise, today)]
    theirs = [each for each in awaited(person) if _has_just_come(each.promise, today)]
    return Week(for_letter(person, tz), mine[:MOST_PROMISES], theirs[:MOST_PROMISES])


def _is_near(promise: Promise, today: date) -> bool:
    """The week before its day, and the week after: then it stands on Follow-up alone."""
    return promise.kept_at is None and promise.due_on is not None and abs(promise.due_on - today) < WEEK


def _has_just_come(promise: Promise, today: date) -> bool:
    """Once: `awaited` has it from its day on, or two weeks after it was made."""
    since = promise.due_on or promise.made_at.date() + 2 * WEEK
    return promise.kept_at is None and since > today - WEEK
