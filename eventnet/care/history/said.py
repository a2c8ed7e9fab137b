"""What the two wrote to each other: requests, answers, thanks."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, or_, select

from eventnet.care.history.moments import Pair, Told, Words, tells
from eventnet.followup.models import Meeting, MeetingRequest, ThankYou
from eventnet.web.filters import day

_sender, _recipient = MeetingRequest.sender_id, MeetingRequest.recipient_id


@tells("request")
def requests(pair: Pair) -> Told:
    """The recipient knows of it from the moment when it arrived."""
    is_mine = _sender == pair.owner_id
    found = select(MeetingRequest.code, MeetingRequest.ask, MeetingRequest.offer, MeetingRequest.zone)
    found = found.add_columns(is_mine.label("is_mine")).where(
        pair.either(_sender, _recipient), or_(is_mine, MeetingRequest.delivered_at.is_not(None))
    )
    at = case((is_mine, MeetingRequest.sent_at), else_=MeetingRequest.delivered_at)
    return Told(found, at, MeetingRequest.id, pair.partner(_sender, _recipient), _asked)


def _asked(row: Any, name: str) -> Words:
    title = _("You asked for a meeting") if row.is_mine else _("%(name)s asked you for a meeting", name=name)
    offer = _("In return: %(offer)s", offer=row.offer) if row.offer else ""
    return Words(title, "\n".join(part for part in (row.ask, offer) if part), ("followup.request", row.code), row.zone)


@tells("answer")
def answers(pair: Pair) -> Told:
    is_mine = _recipient == pair.owner_id
    found = select(
        MeetingRequest.code,
        MeetingRequest.answer,
        MeetingRequest.answer_note,
        MeetingRequest.ask_after_on,
        MeetingRequest.zone,
        is_mine.label("is_mine"),
    ).where(pair.either(_sender, _recipient), MeetingRequest.answered_at.is_not(None))
    return Told(found, MeetingRequest.answered_at, MeetingRequest.id, pair.partner(_sender, _recipient), _answered)


def _answered(row: Any, name: str) -> Words:
    later = day(row.ask_after_on) if row.ask_after_on else ""
    mine = {
        "accepted": _("You said yes"),
        "other_times": _("You suggested other times"),
        "call": _("You suggested a short call"),
        "later": _("You asked %(name)s to come back from %(day)s", name=name, day=later),
    }
    theirs = {
        "accepted": _("%(name)s said yes", name=name),
        "other_times": _("%(name)s suggested other times", name=name),
        "call": _("%(name)s suggested a short call", name=name),
        "later": _("%(name)s asked you to come back from %(day)s", name=name, day=later),
    }
    no = _("You said no") if row.is_mine else _("%(name)s said no", name=name)
    title = (mine if row.is_mine else theirs).get(row.answer, no)
    return Words(title, row.answer_note, ("followup.request", row.code), row.zone)


@tells("thanks")
def thanks(pair: Pair) -> Told:
    """After a meeting."""
    is_mine = ThankYou.from_id == pair.owner_id
    found = select(ThankYou.words, Meeting.code, Meeting.zone, is_mine.label("is_mine"))
    found = found.join(Meeting, Meeting.id == ThankYou.meeting_id)
    found = found.join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
    found = found.where(pair.either(_sender, _recipient))
    return Told(found, ThankYou.sent_at, ThankYou.id, pair.partner(_sender, _recipient), _thanked)


def _thanked(row: Any, name: str) -> Words:
    title = _("You thanked %(name)s", name=name) if row.is_mine else _("%(name)s thanked you", name=name)
    return Words(title, row.words, ("followup.meeting", row.code), row.zone)
