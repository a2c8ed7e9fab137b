"""Noting a favour, and that somebody said thank you for it."""

from datetime import UTC, date, datetime, time, timedelta

from eventnet.care.favours.models import Favour
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.touching import touch
from eventnet.people.models import Person

FRESH = timedelta(days=2)  # what is older is remembered, and no contact of today


def note(owner: Person, subject: Person, direction: str, text: str, done_on: date) -> Favour:
    favour = Favour(owner_id=owner.id, subject_id=subject.id, direction=direction, text=text, done_at=_moment(done_on))
    db.session.add(favour)
    if now() - favour.done_at < FRESH:
        touch(owner.id, subject.id, "favour")
    return favour


def thank(favour: Favour) -> None:
    """A received one: I have said thank you, whenever that was. A given one: they have."""
    favour.thanked_at = favour.thanked_at or now()


def unthank(favour: Favour) -> None:
    favour.thanked_at = None


def _moment(day: date) -> datetime:
    """A day that has only begun somewhere east of here is now."""
    noon = datetime.combine(day, time(12), UTC)
    return now() if day >= now().date() else noon
