"""What was agreed: one meeting a request, one winner for a time; change, call off, and what came of it."""

from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from flask_babel import gettext as _

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db
from eventnet.exchange.touching import touch
from eventnet.followup import calling, company, links, mail, pacing
from eventnet.followup.holding import hold
from eventnet.followup.models import LIFE, Meeting, MeetingRequest, Outcome, Slot, ThankYou
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.walltime import moment_of

LONGEST = timedelta(minutes=240)
CALL_MINUTES = 15


class Terms(NamedTuple):
    """When, where, how long and in which way."""

    starts_at: datetime
    starts_wall: datetime
    place: str
    minutes: int
    way: str


def agree(request: MeetingRequest, slot: Slot, by: Person, place: str, minutes: int, way: str = "in_person") -> Meeting:
    """The request is held by the caller. A meeting that was on moves; one that was called off is on again."""
    if slot.is_past:
        raise Refused("past-slot", _("This time has passed. Suggest another one."))
    terms = Terms(slot.starts_at, slot.starts_wall, place, minutes, way)
    meeting = request.meeting
    if meeting and meeting.is_on and _terms_of(meeting) == terms:
        return meeting
    _check_free(request, terms, by)
    if meeting is None:
        meeting = Meeting(request=request, uid=_new_uid(), zone=request.zone, **terms._asdict())
        db.session.add(meeting)
        db.session.flush()
        mail.agreed(meeting)
    else:
        was_on = meeting.is_on
        if not was_on:
            meeting.guests.clear()  # whoever came along was told that it was off
        _move(meeting, terms)
        mail.changed(meeting, by) if was_on else mail.agreed(meeting)
    return meeting


def change(meeting: Meeting, by: Person, wall: datetime, place: str, why: str = "", way: str = "") -> None:
    """Another time, place or way, with a word why; both calendars follow."""
    request = _hold(meeting)
    pacing.refuse_apart(request)
    _check_ahead(meeting, by)
    starts_at = moment_of(wall, meeting.zone)
    if starts_at <= now():
        raise Refused("past-slot", _("A time that has passed cannot be proposed."))
    way = way or meeting.way
    terms = Terms(starts_at, wall, place, minutes_of(request, way) if way != meeting.way else meeting.minutes, way)
    if terms == _terms_of(meeting):
        raise Refused("same", _("This is the time and place that you have agreed already."))
    _check_free(request, terms, by)
    _move(meeting, terms)
    mail.changed(meeting, by, why)


def say_how(meeting: Meeting, by: Person, typed: str) -> None:
    """A number or a link for a call, by either, also later."""
    pacing.refuse_apart(_hold(meeting))
    _check_ahead(meeting, by)
    way = calling.way_of(typed)
    if not meeting.is_call or not way:
        raise Refused("no-way", _("Type a number or a link first."))
    if way != meeting.place:
        meeting.place, meeting.agreed_at = way, now()
        meeting.sequence += 1
        db.session.flush()
        mail.way_given(meeting, by)


def minutes_of(request: MeetingRequest, way: str) -> int:
    """A call is short."""
    return min(request.minutes, CALL_MINUTES) if way == "call" else request.minutes


def cancel(meeting: Meeting, by: Person, why: str = "") -> None:
    """Call it off, with a word why. The sender thereby takes the request back; the recipient may still accept anew."""
    request = _hold(meeting)
    _check_ahead(meeting, by)
    why = "" if pacing.are_apart(request) else why
    _call_off(meeting, by, why)
    request.close()
    if by.id == request.sender_id:
        request.withdrawn_at = now()
        links.end_all(request)
    else:
        request.answer, request.answered_at, request.answer_note = "declined", now(), why
        request.expires_at = now() + LIFE


def call_off(meeting: Meeting, by: Person, why: str = "") -> None:
    """By whoever leaves only one behind."""
    if by in meeting.people:
        cancel(meeting, by, why)
    else:
        _call_off(meeting, by, why)
        meeting.request.close()


def call_off_for_answer(request: MeetingRequest, why: str) -> None:
    """The recipient answers otherwise: what was agreed is off."""
    if request.meeting and request.meeting.is_on:
        _call_off(request.meeting, request.recipient, why)


def say(meeting: Meeting, person: Person, held: bool) -> None:
    """One tap after it; the other's word does not change mine, and mine may change."""
    _hold(meeting)
    _check_over(meeting)
    said = meeting.said_by(person)
    if said:
        said.held, said.said_at = held, now()
    else:
        meeting.outcomes.append(Outcome(person_id=person.id, held=held))


def thank(meeting: Meeting, person: Person, words: str) -> ThankYou:
    """Two lines to the other, once."""
    pacing.refuse_apart(_hold(meeting))
    _check_over(meeting)
    if not meeting.may_be_thanked_by(person):
        raise Refused("thanked", _("Your thanks are on their way already."))
    thanks = ThankYou(from_id=person.id, words=words)
    meeting.thanks.append(thanks)
    for other in company.others(meeting, person):
        touch(person.id, other.id, "thanks")
    db.session.flush()
    mail.thank_you(meeting, person, words)
    return thanks


def _hold(meeting: Meeting) -> MeetingRequest:
    request = hold(meeting.request)
    db.session.refresh(meeting)
    return request


def _terms_of(meeting: Meeting) -> Terms:
    return Terms(meeting.starts_at, meeting.starts_wall, meeting.place, meeting.minutes, meeting.way)


def _move(meeting: Meeting, terms: Terms) -> None:
    meeting.starts_at, meeting.starts_wall, meeting.place, meeting.minutes, meeting.way = terms
    meeting.sequence += 1
    meeting.agreed_at = now()
    meeting.cancelled_at = meeting.cancelled_by_id = meeting.asked_at = None
    meeting.reminded_at = meeting.reminded_soon_at = None
    meeting.cancelled_why = ""
    db.session.flush()


def _call_off(meeting: Meeting, by: Person, why: str) -> None:
    meeting.cancelled_at, meeting.cancelled_by_id, meeting.cancelled_why = now(), by.id, why
    meeting.sequence += 1
    db.session.flush()
    mail.cancelled(meeting, by)


def _check_ahead(meeting: Meeting, by: Person) -> None:
    company.refuse_left(meeting, by)
    if not meeting.is_on or meeting.has_begun:
        raise Refused("begun", _("This can be changed until the meeting begins."))


def _check_over(meeting: Meeting) -> None:
    if not meeting.is_on or not meeting.is_over:
        raise Refused("not-over", _("You can say so when the meeting is over."))


def _check_free(request: MeetingRequest, terms: Terms, by: Person) -> None:
    """Nobody can be at two places: both persons are locked, so of two acceptances of one hour one wins."""
    others = _others(request, request.sender_id, request.recipient_id)
    _refuse_near(others, terms, request, by)
    _check_not_crossed(others.where(MeetingRequest.sender_id == request.recipient_id), request, by)


def refuse_taken(meeting: Meeting, guest: Person) -> None:
    """The meeting is held by the caller, the guest from here on: of two yeses for one hour one wins."""
    Rows(Person).where(Person.id == guest.id).locked().all()
    _refuse_near(_others(meeting.request, guest.id), _terms_of(meeting), meeting.request, guest)


def _others(request: MeetingRequest, *ids: int) -> Rows[Meeting]:
    """Other meetings of these persons."""
    found = Meeting.on().join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
    return found.where(Meeting.comes(*ids), Meeting.request_id != request.id)


def _refuse_near(others: Rows[Meeting], terms: Terms, request: MeetingRequest, by: Person) -> None:
    ends_at = terms.starts_at + timedelta(minutes=terms.minutes)
    near = others.where(Meeting.starts_at < ends_at, Meeting.starts_at > terms.starts_at - LONGEST)
    for meeting in near:
        if meeting.ends_at > terms.starts_at:
            raise Refused("taken", _taken(request, meeting, by))


def _taken(request: MeetingRequest, meeting: Meeting, by: Person) -> str:
    if by in meeting.coming:
        return _("At that time you meet %(name)s already. Choose another time.", name=meeting.other(by).name)
    return _("%(name)s has something else at that time by now. Choose another one.", name=request.other(by).name)


def _check_not_crossed(others: Rows[Meeting], request: MeetingRequest, by: Person) -> None:
    """Both asked each other and both said yes: one meeting is enough."""
    crossed = others.where(MeetingRequest.recipient_id == request.sender_id, Meeting.starts_at > now()).first()
    if crossed:
        raise Refused("agreed", _("You and %(name)s have agreed to meet already.", name=crossed.other(by).name))


def _new_uid() -> str:
    """Stable for the life of the meeting (RFC 5545, 3.8.4.7)."""
    return f"{new_code(26).lower()}@{urlsplit(settings().base_url).hostname or 'localhost'}"
