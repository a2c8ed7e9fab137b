"""When two people were last in touch: three questions to the database, however many people there are."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, union_all

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Encounter
from eventnet.exchange.touching import Touch
from eventnet.followup.models import Guest, Meeting, MeetingRequest, Outcome
from eventnet.people.models import Person

REACHES_BOTH = ("letter", "thanks", "promise")  # of what others did; what they noted for themselves stays theirs


class Last(Struct, frozen=True):
    at: datetime
    how: str  # met, meeting, or one of touching.WAYS


def last_contacts(owner: Person, subjects: Collection[int]) -> dict[int, Last]:
    """By person; who is missing was never in touch with the owner."""
    found: dict[int, Last] = {}
    for how, statement in (
        ("met", _encounters(owner.id, subjects)),
        ("meeting", union_all(_meetings(owner.id, subjects), _rounds(owner.id, subjects))),
        ("", _touches(owner.id, subjects)),
    ):
        for subject_id, said, at in db.session.execute(statement):
            if subject_id not in found or found[subject_id].at < at:
                found[subject_id] = Last(at, how or said)
    return found


def _encounters(owner: int, subjects: Collection[int]) -> Select[Any]:
    other = case((Encounter.first_id == owner, Encounter.second_id), else_=Encounter.first_id)
    pair = _either_way(Encounter.first_id, Encounter.second_id, owner, subjects)
    met = select(other.label("other"), func.max(Encounter.how), func.max(Encounter.met_at))
    return met.where(pair).group_by("other")


def _meetings(owner: int, subjects: Collection[int]) -> Select[Any]:
    """Held: their phones say so, or one of them does and the owner does not say otherwise."""
    sender, recipient = MeetingRequest.sender_id, MeetingRequest.recipient_id
    other = case((sender == owner, recipient), else_=sender)
    held = or_(Meeting.proven_at.is_not(None), and_(_somebody_says_so(), ~Meeting.denied_by(owner)))
    return (
        select(other.label("other"), literal("meeting"), func.max(Meeting.starts_at))
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .where(Meeting.cancelled_at.is_(None), Meeting.starts_at <= now(), held, ~Meeting.has_guests())
        .where(_either_way(sender, recipient, owner, subjects))
        .group_by("other")
    )


def _rounds(owner: int, subjects: Collection[int]) -> Select[Any]:
    """Among more than two each has met each, without who has left, and without who says that they did not meet."""
    mine = (
        select(Meeting.id, Meeting.starts_at, MeetingRequest.sender_id, MeetingRequest.recipient_id)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .where(Meeting.cancelled_at.is_(None), Meeting.starts_at <= now(), Meeting.has_guests())
        .where(Meeting.comes(owner), _somebody_says_so(), ~Meeting.denied_by(owner))
        .subquery("mine")
    )
    guests = select(mine.c.id, Guest.person_id, mine.c.starts_at).join(Guest, Guest.meeting_id == mine.c.id)
    the_two = [
        select(mine.c.id, column.label("person_id"), mine.c.starts_at)
        for column in (mine.c.sender_id, mine.c.recipient_id)
    ]
    met = union_all(*the_two, guests.where(Guest.answer == "yes")).subquery("met")
    gone = exists().where(Guest.meeting_id == met.c.id, Guest.person_id == met.c.person_id, Guest.left_at.is_not(None))
    denied = exists().where(Outcome.meeting_id == met.c.id, Outcome.person_id == met.c.person_id, ~Outcome.held)
    found = select(met.c.person_id, literal("meeting"), func.max(met.c.starts_at))
    return found.where(met.c.person_id.in_(subjects), ~gone, ~denied).group_by(met.c.person_id)


def _somebody_says_so() -> ColumnElement[bool]:
    return exists().where(Outcome.meeting_id == Meeting.id, Outcome.held)


def _touches(owner: int, subjects: Collection[int]) -> Select[Any]:
    """What the owner did, and what of the others' reached the owner."""
    other = case((Touch.owner_id == owner, Touch.subject_id), else_=Touch.owner_id)
    theirs = and_(Touch.subject_id == owner, Touch.owner_id.in_(subjects), Touch.how.in_(REACHES_BOTH))
    mine = and_(Touch.owner_id == owner, Touch.subject_id.in_(subjects))
    found = select(other.label("other"), Touch.how, func.max(Touch.at)).where(or_(mine, theirs))
    return found.group_by("other", Touch.how)


def _either_way(one: Any, two: Any, owner: int, subjects: Collection[int]) -> ColumnElement[bool]:
    return or_(and_(one == owner, two.in_(subjects)), and_(two == owner, one.in_(subjects)))
