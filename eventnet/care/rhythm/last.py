"""When two people were last in touch: three questions to the database, however many people there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Encounter
from eventnet.exchange.touching import Touch
from eventnet.followup.models import Meeting, MeetingRequest, Outcome
from eventnet.people.models import Person

REACHES_BOTH = ("letter", "thanks", "promise")  # of what others did; what they noted for themselves stays theirs


@dataclass(frozen=True)
class Last:
    at: datetime
    how: str  # met, meeting, or one of touching.WAYS


def last_contacts(owner: Person, subjects: Collection[int]) -> dict[int, Last]:
    """By person; who is missing was never in touch with the owner."""
    found: dict[int, Last] = {}
    for how, statement in (
        ("met", _encounters(owner.id, subjects)),
        ("meeting", _meetings(owner.id, subjects)),
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
    said_so = exists().where(Outcome.meeting_id == Meeting.id, Outcome.held)
    denied = exists().where(Outcome.meeting_id == Meeting.id, Outcome.person_id == owner, ~Outcome.held)
    held = or_(Meeting.proven_at.is_not(None), and_(said_so, ~denied))
    return (
        select(other.label("other"), func.max(Meeting.way), func.max(Meeting.starts_at))
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .where(Meeting.cancelled_at.is_(None), Meeting.starts_at <= now(), held)
        .where(_either_way(sender, recipient, owner, subjects))
        .group_by("other")
    )


def _touches(owner: int, subjects: Collection[int]) -> Select[Any]:
    """What the owner did, and what of the others' reached the owner."""
    other = case((Touch.owner_id == owner, Touch.subject_id), else_=Touch.owner_id)
    theirs = and_(Touch.subject_id == owner, Touch.owner_id.in_(subjects), Touch.how.in_(REACHES_BOTH))
    mine = and_(Touch.owner_id == owner, Touch.subject_id.in_(subjects))
    found = select(other.label("other"), Touch.how, func.max(Touch.at)).where(or_(mine, theirs))
    return found.group_by("other", Touch.how)


def _either_way(one: Any, two: Any, owner: int, subjects: Collection[int]) -> ColumnElement[bool]:
    return or_(and_(one == owner, two.in_(subjects)), and_(two == owner, one.in_(subjects)))
