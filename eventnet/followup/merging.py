"""What this room hands over when two rows turn out to be one person. What one asked oneself goes."""

from typing import Any

from eventnet.clock import now
from eventnet.db import db
from eventnet.followup.models import AnswerLink, Meeting, MeetingRequest, Outcome, QuietTime, Rest, Slot, ThankYou
from eventnet.followup.rounds import Round
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_requests(keeper: Person, other: Person) -> None:
    pair = (keeper.id, other.id)
    own = Rows(MeetingRequest).where(MeetingRequest.sender_id.in_(pair), MeetingRequest.recipient_id.in_(pair))
    for request in own.all():
        db.session.delete(request)
    db.session.flush()
    for request in Rows(MeetingRequest).where(MeetingRequest.sender_id == other.id).all():
        _close_if_double(request, keeper, request.recipient)
        request.sender = keeper
    for request in Rows(MeetingRequest).where(MeetingRequest.recipient_id == other.id).all():
        _close_if_double(request, request.sender, keeper)
        request.recipient = keeper


@absorber
def move_what_hangs_on_them(keeper: Person, other: Person) -> None:
    for column in (
        Slot.proposed_by_id,
        AnswerLink.person_id,
        Meeting.cancelled_by_id,
        QuietTime.person_id,
        Round.by_id,
    ):
        _hand_over(column, keeper, other)
    _hand_over(Outcome.person_id, keeper, other)
    _hand_over(ThankYou.from_id, keeper, other)


@absorber
def move_rests(keeper: Person, other: Person) -> None:
    """Of two rests the longer one stays: what somebody asked for is kept."""
    for rest in Rows(Rest).where((Rest.asker_id == other.id) | (Rest.person_id == other.id)).all():
        asker = keeper.id if rest.asker_id == other.id else rest.asker_id
        person = keeper.id if rest.person_id == other.id else rest.person_id
        kept = Rows(Rest).where(Rest.asker_id == asker, Rest.person_id == person).first()
        if kept or asker == person:
            _keep_longer(kept, rest)
        else:
            rest.asker_id, rest.person_id = asker, person


def _close_if_double(request: MeetingRequest, sender: Person, recipient: Person) -> None:
    """Only one of a pair may be open; an agreed meeting stays a meeting."""
    twin = MeetingRequest.between(sender, recipient).where(MeetingRequest.closed_at.is_(None)).first()
    if twin is None or not request.is_open:
        return
    loser = request if twin.is_agreed or not request.is_agreed else twin
    loser.closed_at = loser.withdrawn_at = now()
    db.session.flush()


def _hand_over(column: Any, keeper: Person, other: Person) -> None:
    for row in Rows(column.class_).where(column == other.id).all():
        setattr(row, column.key, keeper.id)


def _keep_longer(kept: Rest | None, other: Rest) -> None:
    if kept and kept.until and (other.until is None or other.until > kept.until):
        kept.until = other.until
    db.session.delete(other)
    db.session.flush()
