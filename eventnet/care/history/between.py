"""What happened between the two: where they met, and the meetings they agreed on."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, CompoundSelect, case, exists, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from eventnet.care.history.moments import Pair, Told, Words, tells
from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.exchange.models import Encounter
from eventnet.followup.models import Guest, Meeting, MeetingRequest, Outcome


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
    """Where it stands now: to come, over, or called off. Also of two who only came along."""
    mine, theirs = _members(pair.owner_id).subquery(), _members(pair.subject_id).subquery()
    said = Outcome.person_id.in_((pair.owner_id, theirs.c.person_id)) & (Outcome.meeting_id == Meeting.id)
    columns = (
        Meeting.code,
        Meeting.zone,
        Meeting.way,
        Meeting.place,
        Meeting.starts_at,
        Meeting.cancelled_at,
        Meeting.cancelled_why,
        Meeting.proven_at,
        exists().where(said, Outcome.held).label("is_held"),
        exists().where(said, ~Outcome.held).label("is_not_held"),
        Meeting.has_guests().label("are_more"),
    )
    found = select(*columns).join(mine, mine.c.meeting_id == Meeting.id).join(theirs, theirs.c.meeting_id == Meeting.id)
    found = found.where(theirs.c.person_id != pair.owner_id)
    at = case((Meeting.cancelled_at.is_not(None), Meeting.cancelled_at), else_=Meeting.starts_at)
    return Told(found, at, Meeting.id, theirs.c.person_id, _meeting)


def _members(person_id: int | None) -> CompoundSelect[int, int]:
    """Who is in which meeting, of everybody or of one person: the two and their guests, without those who have left."""
    columns = (MeetingRequest.sender_id, MeetingRequest.recipient_id)
    members = [(column, select(Meeting.id.label("meeting_id"), column.label("person_id"))) for column in columns]
    the_two = [rows.join(MeetingRequest).where(~_has_left(column)) for column, rows in members]
    guests = select(Guest.meeting_id, Guest.person_id).where(Guest.answer == "yes", Guest.left_at.is_(None))
    if person_id is None:
        return union_all(*the_two, guests)
    ours = [rows.where(column == person_id) for rows, column in zip(the_two, columns, strict=True)]
    return union_all(*ours, guests.where(Guest.person_id == person_id))


def _has_left(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    gone = aliased(Guest)
    return exists().where(gone.meeting_id == Meeting.id, gone.person_id == column, gone.left_at.is_not(None))


def _meeting(row: Any, name: str) -> Words:
    link, is_call = ("followup.meeting", row.code), row.way == "call"
    if row.cancelled_at:
        return Words(_("The meeting with %(name)s was called off", name=name), row.cancelled_why, link, row.zone)
    if row.starts_at > now():
        title = _("You have a call with %(name)s", name=name) if is_call else _("You meet %(name)s", name=name)
    elif row.is_not_held and (row.are_more or not row.proven_at):
        title = _denied(row)
    else:
        title = _("Your call with %(name)s", name=name) if is_call else _("Your meeting with %(name)s", name=name)
    return Words(title, row.place, link, row.zone)


def _denied(row: Any) -> str:
    """At least one of the two says that they did not meet."""
    if not row.is_held:
        return _("You had agreed to meet, and it did not happen")
    if row.are_more:
        return _("You had agreed to meet; not all of you remember it alike")
    return _("You had agreed to meet; you two remember it differently")
