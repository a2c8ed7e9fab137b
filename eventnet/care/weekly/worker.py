"""Once a day each person's week is looked at, on their day a letter is written: read and drafted without a lock.

`Person.weekly_at` says when; whoever has none yet gets one. Each look is claimed by moving it on, so two workers write
one letter. One that cannot be written is tried again each hour, until it is too late for it.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from sqlalchemy import or_, update
from sqlalchemy.orm import lazyload

from eventnet.care.rhythm.due import zone_of
from eventnet.care.rhythm.models import Rhythm
from eventnet.care.weekly import mail, week_of
from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.faults import type_and_place
from eventnet.followup import wishes
from eventnet.mail.outbox import post_all
from eventnet.mail.worker import between_letters
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.languages import speaking

AT_ONCE = 20
A_DAY, AGAIN = timedelta(days=1), timedelta(hours=1)
TOO_LATE = timedelta(hours=12)  # a worker that was away does not write in the middle of the night

log = logging.getLogger("eventnet.care")


class Look(Struct):
    """One person's day: when it was due, when the next look is, and what there is to send."""

    person_id: int
    seen_at: datetime | None
    next_at: datetime
    letter: dict[str, Any] | None = None
    named: Sequence[int] = field(default_factory=tuple)  # whom the letter names


@between_letters
def look_at_weeks() -> bool:
    """The next few people; true when there were any."""
    with reading():
        looks = [_look(person) for person in _due()]
        db.session.rollback()
    for look in looks:
        if _claim(look) and look.letter:
            post_all([look.letter])
            _remember(look)
    if looks:
        db.session.commit()
    return bool(looks)


def _due() -> list[Person]:
    due = or_(Person.weekly_at.is_(None), Person.weekly_at <= now())
    return Rows(Person).where(due).options(lazyload(Person.links)).limit(AT_ONCE).all()


def _look(person: Person) -> Look:
    """Whatever is wrong with one week, the others are looked at as well."""
    look = Look(person.id, person.weekly_at, now() + A_DAY)
    try:
        _fill(look, person)
    except Exception as error:  # whatever it was, it is this week's own
        db.session.rollback()
        log.error("a weekly letter cannot be written: %s", type_and_place(error))
    return look


def _fill(look: Look, person: Person) -> None:
    wished, tz = wishes.of(person), zone_of(person)
    look.next_at = _next(wished.evening_hour, tz)
    if look.seen_at is None or not person.email or not person.is_confirmed or not wished.weekly:
        return
    planned_at = _planned(look.seen_at, wished.evening_hour, tz)
    if planned_at.astimezone(tz).weekday() == wished.weekly_day and now() - planned_at <= TOO_LATE:
        _draft(look, person, planned_at, tz)


def _draft(look: Look, person: Person, planned_at: datetime, tz: ZoneInfo) -> None:
    next_at, again_at = look.next_at, now() + AGAIN
    look.next_at = again_at if again_at <= planned_at + TOO_LATE else next_at  # unless this one succeeds
    with speaking(person.language):
        week = week_of(person, tz)
        if not week.is_quiet:
            look.named = [nudge.contact.subject_id for nudge in week.nudges]
            look.letter = mail.draft(person, week, f"weekly {person.code} {planned_at.astimezone(tz).date()}")
    look.next_at = next_at


def _next(hour: int, tz: ZoneInfo) -> datetime:
    """Their hour of today, or of tomorrow."""
    today = now().astimezone(tz).date()
    moments = (datetime.combine(today + timedelta(days=days), time(hour), tz) for days in (0, 1, 2))
    return next(moment for moment in moments if moment > now())


def _planned(seen_at: datetime, hour: int, tz: ZoneInfo) -> datetime:
    """The hour that they wished, of which this look is: one that failed is tried again at most TOO_LATE after it."""
    day = seen_at.astimezone(tz).date()
    hours = (datetime.combine(day - timedelta(days=days), time(hour), tz) for days in (0, 1))
    return next((at for at in hours if timedelta() <= seen_at - at <= TOO_LATE), seen_at)


def _claim(look: Look) -> bool:
    """Another worker may have been faster."""
    is_same = Person.weekly_at.is_(None) if look.seen_at is None else Person.weekly_at == look.seen_at
    moved = update(Person).where(Person.id == look.person_id, is_same).values(weekly_at=look.next_at)
    unseen = moved.returning(Person.id).execution_options(synchronize_session=False)
    return bool(db.session.execute(unseen).first())


def _remember(look: Look) -> None:
    named = update(Rhythm).where(Rhythm.owner_id == look.person_id, Rhythm.subject_id.in_(look.named))
    db.session.execute(named.values(named_at=now()).execution_options(synchronize_session=False))
