"""Asking a guest when it is their turn, and what becomes of the invitation."""

from flask_babel import gettext as _
from sqlalchemy import and_, or_

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Block, Contact
from eventnet.faults import each_alone
from eventnet.followup import meetings, pacing
from eventnet.followup.company import MOST_GUESTS, mail
from eventnet.followup.company.bringing import hold_meeting, is_ahead, is_apart
from eventnet.followup.models import Guest, Meeting, MeetingRequest, Rest
from eventnet.mail.worker import every_minute
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows


@every_minute
def ask_guests() -> None:
    """Whoever is due, if their wishes and the meeting still allow it."""
    due = Rows(Guest).where(Guest.asked_at.is_(None), Guest.due_at.is_not(None), Guest.due_at <= now())
    each_alone(due, _ask_who_waited)


def _ask_who_waited(guest: Guest) -> None:
    hold_meeting(guest.meeting)
    if guest.due_at and not guest.asked_at:
        _ask_or_wait(guest)


@every_minute
def part_the_blocked() -> None:
    """A guest and one of the two do not want each other any more: the guest is not expected, and nobody says why."""
    apart = or_(
        Block.between(Guest.person_id, MeetingRequest.sender_id),
        Block.between(Guest.person_id, MeetingRequest.recipient_id),
    )
    coming = (Guest.answer == "yes", Guest.left_at.is_(None), Guest.brought_by_id.is_not(None))
    ahead = (
        Rows(Guest)
        .join(Meeting, Meeting.id == Guest.meeting_id)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .join(Block, apart)
        .where(*coming, Meeting.cancelled_at.is_(None), Meeting.starts_at > now())
    )
    each_alone(ahead, _part)


def _part(guest: Guest) -> None:
    if any(Block.stands_between(guest.person, each) for each in guest.meeting.coming):  # who has left is in no way
        leave(guest.meeting, guest.person)


def open_for(person: Person) -> list[Guest]:
    """Invitations that ask for this person's word."""
    found = Guest.open_for(person).join(Meeting, Meeting.id == Guest.meeting_id)
    return found.where(Meeting.cancelled_at.is_(None), Meeting.starts_at > now()).all()


@pacing.asking
def _invitations(recipient: Person) -> pacing.Moments:
    waiting = and_(Guest.asked_at.is_(None), Guest.due_at.is_not(None))
    found = Rows(Guest).where(Guest.person_id == recipient.id, or_(Guest.asked_at > now() - pacing.WEEK, waiting)).all()
    received = [guest.asked_at for guest in found if guest.asked_at]
    return received, [guest.due_at for guest in found if guest.due_at and not guest.asked_at]


def answer(guest: Guest, said: str) -> None:
    """yes, no or never; until the meeting begins it may be changed. Two taps are one answer."""
    meeting, host = guest.meeting, guest.brought_by
    hold_meeting(meeting)
    assert host is not None
    if not is_ahead(meeting):
        raise _ended()
    if said == "never":
        pacing.never_again(host, guest.person)
    elif guest.answer == "never":
        pacing.ask_again(host, guest.person)
    if said == "yes":
        return None if guest.is_coming else _join(guest)
    if guest.is_coming:
        leave(meeting, guest.person)
    guest.answer, guest.answered_at = said, now()


def leave(meeting: Meeting, person: Person, why: str = "") -> None:
    """Somebody cannot come after all: the others meet without them; where only one is left it is called off."""
    hold_meeting(meeting)
    if not is_ahead(meeting) or person not in meeting.coming:
        raise Refused("begun", _("This can be changed until the meeting begins."))
    if len(meeting.coming) < 3:
        meetings.call_off(meeting, person, why)
        return
    guest = meeting.guest(person)
    if guest is None:
        guest = Guest(person=person, answer="yes", answered_at=now())
        meeting.guests.append(guest)
    mail.goodbye(meeting, person)
    guest.left_at = now()
    meeting.sequence += 1
    db.session.flush()
    mail.left(meeting, person, why)


def _ask_or_wait(guest: Guest) -> None:
    meeting, host = guest.meeting, guest.brought_by
    if not is_ahead(meeting) or host not in meeting.coming or not _may_ask(guest):
        guest.due_at = None
        return
    guest.due_at = pacing.turn_again(guest.person, meeting.tz)
    if guest.due_at <= now():
        guest.asked_at = now()
        db.session.flush()
        mail.invited(guest)


def _may_ask(guest: Guest) -> bool:
    """The host still holds their card and may still ask, and nobody there and the guest have parted meanwhile."""
    forever = Rest.between(guest.brought_by, guest.person).where(Rest.until.is_(None)) if guest.brought_by else None
    held = Rows(Contact).where(Contact.owner_id == guest.brought_by_id, *Contact.alive())
    is_held = held.where(Contact.subject_id == guest.person_id).any()
    may_ask = is_held and guest.person.requests_a_week > 0 and not (forever and forever.any())
    return may_ask and not is_apart(guest.meeting, guest.person)


def _join(guest: Guest) -> None:
    meeting = guest.meeting
    if any(Block.stands_between(each, guest.person) for each in meeting.coming):
        raise _ended()
    if len(meeting.coming) >= 2 + MOST_GUESTS:
        raise Refused("five", _("Five people are a good round; more do not talk to each other."))
    meetings.refuse_taken(meeting, guest.person)
    guest.answer, guest.answered_at, guest.left_at = "yes", now(), None
    meeting.sequence += 1
    db.session.flush()
    mail.joined(guest)


def _ended() -> Refused:
    """The same words whatever has ended it."""
    return Refused("ended", _("This invitation has ended. Nothing was changed."))
