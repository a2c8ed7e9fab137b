"""Proof by scan: who scans the other around the hour of their meeting has met them, and nobody need be asked."""

from datetime import timedelta

from sqlalchemy import and_, or_

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.exchange.models import Scan
from eventnet.exchange.recognising import LATE_PHONES
from eventnet.followup.models import Meeting, MeetingRequest, Outcome
from eventnet.rows import Rows

AROUND = timedelta(minutes=30)  # people come early and stay on
SHOWN = ("live", "spoken")  # a photo of a badge proves nothing


def prove_by_scan() -> None:
    """Looks back as far as a scan may wait on a phone without a network."""
    since = now() - LATE_PHONES
    recent = Meeting.on().where(
        Meeting.proven_at.is_(None), Meeting.starts_at > since, Meeting.starts_at <= now() + AROUND
    )
    for meeting, scan in _scans_of_each_other(recent.where(Meeting.way == "in_person")):
        if meeting.proven_at is None and meeting.starts_at - AROUND <= scan.scanned_at <= meeting.ends_at + AROUND:
            prove(meeting, scan)


def prove(meeting: Meeting, scan: Scan) -> None:
    """Both say that they met; who has said otherwise keeps their word."""
    meeting.proven_at = scan.scanned_at
    for person in meeting.people:
        if not meeting.said_by(person):
            meeting.outcomes.append(Outcome(person_id=person.id, held=True))


def _scans_of_each_other(meetings: Rows[Meeting]) -> list[tuple[Meeting, Scan]]:
    sender, recipient = MeetingRequest.sender_id, MeetingRequest.recipient_id
    each_other = or_(
        and_(Scan.scanner_id == sender, Attendee.person_id == recipient),
        and_(Scan.scanner_id == recipient, Attendee.person_id == sender),
    )
    seen = (
        meetings.join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .join(Scan, Scan.scanner_id.in_((sender, recipient)))
        .join(Attendee, Attendee.id == Scan.attendee_id)
        .where(each_other, Scan.how.in_(SHOWN), Scan.received_at > now() - LATE_PHONES - AROUND)
    )
    return [(meeting, scan) for meeting, scan in db.session.execute(seen.statement.add_columns(Scan)).unique()]
