"""Proof by scan: who scans the other around the hour of their meeting has met them, and nobody need be asked."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.exchange.models import Scan
from eventnet.exchange.recognising import LATE_PHONES
from eventnet.followup.models import Guest, Meeting, MeetingRequest, Outcome
from eventnet.people.models import Person
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
        if meeting.proven_at is None and _is_around(meeting, scan):
            prove(meeting, scan, meeting.people)
    more = Meeting.on().where(Meeting.starts_at > since, Meeting.starts_at <= now() + AROUND)
    for meeting, scan, one, other in _scans_with_guests(more.where(Meeting.way == "in_person")):
        pair = [person for person in meeting.coming if person.id in (one, other)]
        if len(pair) == 2 and _is_around(meeting, scan):
            prove(meeting, scan, pair)


def prove(meeting: Meeting, scan: Scan, people: Sequence[Person]) -> None:
    """They say that they met; who has said otherwise keeps their word."""
    meeting.proven_at = meeting.proven_at or scan.scanned_at
    for person in people:
        if not meeting.said_by(person):
            meeting.outcomes.append(Outcome(person_id=person.id, held=True))


def _is_around(meeting: Meeting, scan: Scan) -> bool:
    return meeting.starts_at - AROUND <= scan.scanned_at <= meeting.ends_at + AROUND


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


def _scans_with_guests(meetings: Rows[Meeting]) -> list[tuple[Meeting, Scan, int, int]]:
    """By a guest of anybody who comes, and of a guest by one of the two."""
    the_two = (MeetingRequest.sender_id, MeetingRequest.recipient_id)
    coming = and_(Guest.meeting_id == Meeting.id, Guest.answer == "yes", Guest.left_at.is_(None))
    other = aliased(Guest)
    is_guest = exists().where(other.meeting_id == Meeting.id, other.person_id == Attendee.person_id)
    by_guest = and_(Scan.scanner_id == Guest.person_id, or_(Attendee.person_id.in_(the_two), is_guest))
    of_guest = and_(Attendee.person_id == Guest.person_id, Scan.scanner_id.in_(the_two))
    seen = (
        meetings.join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .join(Guest, coming)
        .join(Scan, Scan.scanner_id.in_((*the_two, Guest.person_id)))
        .join(Attendee, Attendee.id == Scan.attendee_id)
        .where(or_(by_guest, of_guest), Scan.how.in_(SHOWN), Scan.received_at > now() - LATE_PHONES - AROUND)
    )
    rows = seen.statement.add_columns(Scan, Scan.scanner_id, Attendee.person_id)
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(rows).unique()]
