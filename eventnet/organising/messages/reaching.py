"""Whom a message reaches: counted before it is sent, chosen when it starts."""

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from eventnet.clock import now
from eventnet.db import db, insert_into
from eventnet.events.models import Attendee, Event
from eventnet.organising.messages.models import Message, Recipient, Unsubscription
from eventnet.people.models import Person

AT_ONCE = 1000


class Reach(Struct, frozen=True):
    """Of those whom the filter finds now: who would get it, by language, and who would not."""

    by_language: dict[str, int]
    without_address: int
    unsubscribed: int

    @property
    def number(self) -> int:
        return sum(self.by_language.values())

    def instead(self, message: Message) -> dict[str, int]:
        """By language in which nothing is written: how many get the other one."""
        return {code: self.by_language[code] for code in message.missing if self.by_language.get(code)}


def reach(message: Message) -> Reach:
    gone, mute = unsubscribed(message.event), Person.email.is_(None)
    kinds = case((mute, "mute"), (gone, "gone"), (another_of_the_same(message.event), "same"), else_=Person.language)
    people = select(kinds.label("kind"), func.count()).select_from(Attendee)
    people = people.join(Person, Person.id == Attendee.person_id).where(Attendee.id.in_(_ids(message)))
    found = dict(tuple(row) for row in db.session.execute(people.group_by("kind")))
    mute_number, gone_number, _same = (found.pop(kind, 0) for kind in ("mute", "gone", "same"))
    return Reach(found, mute_number, gone_number)


def gather(message: Message) -> int:
    """Choose the next ones; how many were looked at. Whoever comes onto the list later is not among them."""
    look = select(Attendee.id).where(Attendee.id.in_(_ids(message)), Attendee.id > message.gathered_to)
    ids = list(db.session.scalars(look.order_by(Attendee.id).limit(AT_ONCE)))
    if not ids:
        message.gathered_at = now()
        return 0
    takes = select(Attendee.person_id).join(Person, Person.id == Attendee.person_id)
    takes = takes.where(Attendee.id.in_(ids), Person.email.is_not(None), ~unsubscribed(message.event))
    people = list(db.session.scalars(takes.where(~another_of_the_same(message.event)).order_by(Attendee.id)))
    if people:
        rows = [{"message_id": message.id, "person_id": person_id} for person_id in people]
        db.session.execute(insert_into(Recipient).values(rows).on_conflict_do_nothing())
    message.gathered_to = ids[-1]
    return len(ids)


def unsubscribed(event: Event) -> ColumnElement[bool]:
    """That this person wants no messages of the event's organiser."""
    left = and_(Unsubscription.organiser_id == event.organiser_id, Unsubscription.address == Person.email)
    return exists().where(left)


def another_of_the_same(event: Event) -> ColumnElement[bool]:
    """That this person only typed an address which somebody else here has proven, or typed before.

    One mailbox gets a message once, however many stand behind it by their own word; those on the list have a place
    each, and a link each.
    """
    place, person = aliased(Attendee), aliased(Person)
    same = (place.event_id == event.id, place.person_id == person.id, person.email == Person.email)
    first = or_(person.email_confirmed_at.is_not(None), person.id < Person.id)
    only_typed = and_(Person.email_confirmed_at.is_(None), Attendee.claimed_at.is_not(None))
    return and_(only_typed, exists().where(*same, person.id != Person.id, first))


def _ids(message: Message) -> Any:
    found = message.whom.ids.order_by(None).subquery()
    return select(found.c.id)
