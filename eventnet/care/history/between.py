"""What happened between the two: where they met, and the meetings they agreed on."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, case, exists, select

from eventnet.care.history.moments import Pair, Told, Words, tells
from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.exchange.models import Encounter
from eventnet.followup.models import Meeting, MeetingRequest, Outcome


@tells("met")
def encounters(pair: Pair) -> Told:
    met = select(Event.name, Event.place, Event.zone).join(Event, Event.id == Encounter.event_id)
    met = met.where(pair.either(Encounter.first_id, Encounter.second_id))
    partner = pair.partner(Encounter.first_id, Encounter.second_id)
    return Told(met, Encounter.met_at, Encounter.id, partner, _met)


def _met(row: Any, name: str) -> Words:
    return Words(_("You met at %(event)s", event=row.name), row.place, zone=row.zone)


@tells("meeting")
def meetings(pair: Pair) -> Told:
    """Where it stands now: to come, over, or called off."""
    sender, recipient = MeetingRequest.sender_id, MeetingRequest.recipient_id
    columns = (
        Meeting.code,
        Meeting.zone,
        Meeting.way,
        Meeting.place,
        Meeting.starts_at,
        Meeting.minutes,
        Meeting.cancelled_at,
        Meeting.cancelled_why,
        Meeting.proven_at,
        _says(held=True).label("is_held"),
        _says(held=False).label("is_not_held"),
    )
    found = select(*columns).join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
    found = found.where(pair.either(sender, recipient))
    at = case((Meeting.cancelled_at.is_not(None), Meeting.cancelled_at), else_=Meeting.starts_at)
    return Told(found, at, Meeting.id, pair.partner(sender, recipient), _meeting)


def _meeting(row: Any, name: str) -> Words:
    link, is_call = ("followup.meeting", row.code), row.way == "call"
    if row.cancelled_at:
        return Words(_("The meeting with %(name)s was called off", name=name), row.cancelled_why, link, row.zone)
    if row.starts_at > now():
        title = _("You have a call with %(name)s", name=name) if is_call else _("You meet %(name)s", name=name)
    elif row.is_not_held and not row.proven_at and not row.is_held:
        title = _("You had agreed to meet, and it did not happen")
    elif row.is_not_held and not row.proven_at:
        title = _("You had agreed to meet; you two remember it differently")
    else:
        title = _("Your call with %(name)s", name=name) if is_call else _("Your meeting with %(name)s", name=name)
    return Words(title, row.place, link, row.zone)


def _says(held: bool) -> ColumnElement[bool]:
    return exists().where(Outcome.meeting_id == Meeting.id, Outcome.held == held)
