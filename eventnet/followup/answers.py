"""What the one who was asked may say. Each answer undoes the one before it, until the meeting."""

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.followup import calling, company, mail, meetings, pacing, rounds
from eventnet.followup.holding import hold
from eventnet.followup.models import LIFE, Meeting, MeetingRequest, Slot
from eventnet.followup.requests import slots_at
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.filters import when

A_YEAR = timedelta(days=366)
OPEN_ANSWERS = ("accepted", "call", "other_times")


def accept(slot: Slot, by: Person, seen: str | None = None) -> Meeting:
    """One of the other's times. `seen` is what `version` said when the page was made: one winner for a slot."""
    request = _held(slot.request, seen, by, slot)
    _choose(request, "accepted")
    return meetings.agree(request, slot, by, place=request.place, minutes=request.minutes)


def call_instead(slot: Slot, by: Person, place: str = "", seen: str | None = None) -> Meeting:
    """A short call at one of the other's times; `place` says how: a number, a link."""
    way = calling.way_of(place)
    request = _held(slot.request, seen, by, slot)
    _choose(request, "call")
    return meetings.agree(request, slot, by, place=way, minutes=meetings.minutes_of(request, "call"), way="call")


def other_times(
    request: MeetingRequest,
    walls: tuple[datetime, ...],
    note: str = "",
    seen: str | None = None,
    by: Person | None = None,
) -> None:
    """Up to three times of one's own; the other accepts one, or names other times again."""
    by = by or request.recipient
    is_repeated = request.answer == "other_times" and _on_the_table(request, by) == set(walls)
    request = _held(request, seen, by, again="other_times" if is_repeated else "")
    if is_repeated:
        return
    if by.id == request.sender_id and request.answer != "other_times":
        raise Refused("own-times", _("%(name)s has not named times of their own.", name=request.recipient.name))
    proposed = slots_at(request, by, walls)
    rounds.begin(request, by, note)
    if by.id == request.recipient_id:
        _choose(request, "other_times", note)
    else:
        request.countered_at, request.expires_at = now(), now() + LIFE
    _drop_slots(request, by)
    request.slots.extend(proposed)
    db.session.flush()
    mail.other_times(request, by, note)


def later(request: MeetingRequest, ask_after: date, note: str = "", seen: str | None = None) -> None:
    """Not now: the asker may ask again from that day, and hears of it when it comes."""
    request = _held(request, seen, request.recipient, again="later")
    morning = datetime.combine(ask_after, time(), request.tz)
    if request.answer == "later" and request.ask_after_on == ask_after:
        return
    if morning <= now():
        raise Refused("past-day", _("Choose a day that is still to come."))
    if morning > now() + A_YEAR:
        raise Refused("far-day", _("A year ahead is enough: choose a day before that."))
    _choose(request, "later", note)
    request.ask_after_on = ask_after
    pacing.rest(request, until=morning)
    mail.later(request)


def decline(request: MeetingRequest, note: str = "", seen: str | None = None) -> None:
    """No, thank you: ninety days of rest."""
    request = _held(request, seen, request.recipient, again="declined")
    if request.answer == "declined":
        return
    was_on = _choose(request, "declined", note)
    pacing.rest(request, until=now() + pacing.REST_AFTER_NO)
    if not was_on:
        mail.declined(request)


def never(request: MeetingRequest, seen: str | None = None) -> None:
    """No, and no more requests from this person, for good."""
    request = _held(request, seen, request.recipient, again="never")
    if request.answer == "never":
        return
    was_on = _choose(request, "never")
    pacing.rest(request, until=None)
    if not was_on:
        mail.declined(request)


def version(request: MeetingRequest) -> str:
    """Changes with every answer and every change of the meeting; forms carry it."""
    said_at = request.countered_at or request.answered_at
    return f"{said_at.isoformat() if said_at else ''}/{request.meeting.sequence if request.meeting else ''}"


def _held(
    request: MeetingRequest, seen: str | None, by: Person, slot: Slot | None = None, again: str = ""
) -> MeetingRequest:
    """The request, locked; refuses when it takes no answers, or when somebody was faster. Two taps are one answer."""
    request = hold(request)
    if not request.takes_answers:
        raise Refused("ended", _("This request is closed. Nothing was changed."))
    pacing.refuse_apart(request)
    company.refuse_left(request.meeting, by)
    is_repeated = request.answer == again or _is_agreed_at(request, slot)
    if seen is not None and seen != version(request) and not is_repeated:
        raise Refused("meanwhile", _meanwhile(request))
    if slot and (slot.proposed_by_id == by.id or slot not in request.slots):
        raise Refused("own-slot", _("This time is not on the table any more. Choose another one."))
    _check_no_newer(request)
    return request


def _choose(request: MeetingRequest, answer: str, note: str = "") -> bool:
    """Undo the answer before and note the new one; true when a meeting was called off by that."""
    was_on = request.is_agreed
    pacing.lift_rest(request)
    if answer not in ("accepted", "call"):
        meetings.call_off_for_answer(request, note)
    if answer in ("declined", "later", "never"):
        _drop_slots(request, request.recipient)
    request.answer, request.answered_at, request.answer_note = answer, now(), note
    request.ask_after_on = request.told_to_ask_at = request.countered_at = None
    request.expires_at = now() + LIFE
    request.closed_at = None if answer in OPEN_ANSWERS else now()
    db.session.flush()
    return was_on


def _drop_slots(request: MeetingRequest, by: Person) -> None:
    for slot in [slot for slot in request.slots if slot.proposed_by_id == by.id]:
        request.slots.remove(slot)
    db.session.flush()


def _on_the_table(request: MeetingRequest, by: Person) -> set[datetime]:
    return {slot.starts_wall for slot in request.slots if slot.proposed_by_id == by.id}


def _check_no_newer(request: MeetingRequest) -> None:
    newer = MeetingRequest.between(request.sender, request.recipient).where(
        MeetingRequest.closed_at.is_(None), MeetingRequest.id != request.id
    )
    if newer.any():
        raise Refused("newer", _("%(name)s has asked you anew since. Answer that request.", name=request.sender.name))


def _is_agreed_at(request: MeetingRequest, slot: Slot | None) -> bool:
    meeting = request.meeting
    return slot is not None and meeting is not None and meeting.is_on and meeting.starts_at == slot.starts_at


def _meanwhile(request: MeetingRequest) -> str:
    if request.meeting and request.meeting.is_on:
        return _(
            "Meanwhile another time was agreed: %(when)s. Look at it again; you can still change it.",
            when=when(request.meeting.starts_at, request.tz),
        )
    return _("This page was not up to date any more. Nothing was changed; look at it again.")
