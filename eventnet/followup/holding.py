"""Rows held until the commit, always in the same order, so that of two who act at once one acts after the other."""

from eventnet.db import db
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.people.models import Person
from eventnet.rows import Rows


def hold(request: MeetingRequest) -> MeetingRequest:
    """The request, its two people and its meeting as they are now, and as nobody else may change them."""
    held = Rows(MeetingRequest).where(MeetingRequest.id == request.id).locked().first()
    assert held is not None
    hold_pair(held.sender, held.recipient)
    Rows(Meeting).where(Meeting.request_id == held.id).locked().all()
    db.session.expire(held, ["meeting"])
    return held


def hold_pair(one: Person, other: Person) -> None:
    """Two people who may both have something else at that time, or be asked by somebody else right now."""
    Rows(Person).where(Person.id.in_((one.id, other.id))).order_by(Person.id).locked().all()
