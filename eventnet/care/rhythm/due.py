"""Whom it is time to be in touch with again: the last real contact and the rhythm say so."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import lazyload

from eventnet.care.rhythm.last import Last, last_contacts
from eventnet.care.rhythm.models import Rhythm
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.followup.models import Rest
from eventnet.people.models import Person

MOST = 3  # a few, well cared for
TURN = timedelta(days=28)  # who was named in a letter is not named again before


class Kept(Struct, frozen=True):
    """Somebody to stay in touch with, and when it is time again."""

    contact: Contact
    rhythm: Rhythm
    last: Last | None
    due_on: date

    def is_due(self, today: date) -> bool:
        return self.due_on <= today

    def overdue(self, today: date) -> float:
        """In rhythms: a month late counts more for whom one sees each month than for whom one sees each year."""
        return (today - self.due_on).days / (30 * (self.rhythm.months or 1))


def kept(owner: Person, tz: ZoneInfo) -> list[Kept]:
    """Everybody with a rhythm whose card the owner holds, and who has not asked to be left in peace."""
    pairs = _pairs(owner)
    last = last_contacts(owner, [contact.subject_id for contact, _rhythm in pairs]) if pairs else {}
    return [_kept(contact, rhythm, last.get(contact.subject_id), tz) for contact, rhythm in pairs]


def due(everybody: Sequence[Kept], today: date) -> list[Kept]:
    """Who has waited longest, measured by their rhythm, stands first."""
    return sorted((each for each in everybody if each.is_due(today)), key=lambda each: -each.overdue(today))


def in_turn(everybody: Sequence[Kept], today: date) -> list[Kept]:
    """Those for a letter: who was named lately rests, who was named longest ago comes first."""
    since = now() - TURN
    ready = [each for each in due(everybody, today) if not each.rhythm.named_at or each.rhythm.named_at <= since]
    return sorted(ready, key=lambda each: each.rhythm.named_at.timestamp() if each.rhythm.named_at else 0.0)


def due_on(contact: Contact, rhythm: Rhythm, last: Last | None, tz: ZoneInfo) -> date:
    """Of two who never met, the day on which the card was given counts."""
    since = (last.at if last else contact.given_at).astimezone(tz).date()
    day = months_later(since, rhythm.months or 0)
    return max(day, rhythm.later_on) if rhythm.later_on else day


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def zone_of(person: Person) -> ZoneInfo:
    """Where they live, or where they last got a card."""
    if person.zone:
        return ZoneInfo(person.zone)
    newest = Contact.held_by(person).options(lazyload(Contact.subject)).first()
    return ZoneInfo(newest.event.zone) if newest else ZoneInfo("UTC")


def today_in(tz: ZoneInfo) -> date:
    return now().astimezone(tz).date()


def wants_peace(owner: Person) -> ColumnElement[bool]:
    """They said "never again", so nobody suggests to write to them."""
    return exists().where(Rest.asker_id == owner.id, Rest.person_id == Contact.subject_id, Rest.until.is_(None))


def _kept(contact: Contact, rhythm: Rhythm, last: Last | None, tz: ZoneInfo) -> Kept:
    return Kept(contact, rhythm, last, due_on(contact, rhythm, last, tz))


def _pairs(owner: Person) -> list[tuple[Contact, Rhythm]]:
    held = (
        Contact.held_by(owner)
        .join(Rhythm, (Rhythm.owner_id == Contact.owner_id) & (Rhythm.subject_id == Contact.subject_id))
        .where(Rhythm.every != "never", ~wants_peace(owner))
        .options(lazyload(Contact.subject, Person.links))
    )
    return [(contact, rhythm) for contact, rhythm in db.session.execute(held.statement.add_columns(Rhythm)).unique()]
