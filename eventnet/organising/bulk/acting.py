"""Inviting, removing and bringing back many: a hundred at once, more of them by the worker."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from eventnet.clock import now
from eventnet.db import db
from eventnet.events import removing
from eventnet.events.models import Attendee, Event, Removal
from eventnet.organising import inviting
from eventnet.organising.audit import note
from eventnet.organising.bulk.removed import Removed
from eventnet.organising.bulk.selection import Selection
from eventnet.organising.jobs import Job, start
from eventnet.people.models import Person
from eventnet.rows import Rows

AT_ONCE = 100


def remove(selection: Selection, by: Person) -> Job | None:
    """A job, where they are many."""
    event, ids = selection.event, selection.known
    if ids:
        note(event, by, "removed", selection.people)
    if len(ids) > AT_ONCE:
        return start(event, by, "remove", {"ids": ids})
    removing.remove(event, ids, by)
    return None


def bring_back(removed: Removed, by: Person) -> Job | None:
    event, ids = removed.event, removed.known
    if ids:
        note(event, by, "brought_back", removed.people)
    if len(ids) > AT_ONCE:
        return start(event, by, "bring-back", {"ids": ids})
    removing.bring_back(event, ids)
    return None


def invite(selection: Selection, by: Person, again: bool) -> Job | int:
    """A job, or how many letters there are. Those who were invited already are only written to again if asked."""
    ids = reachable(selection, again)
    if len(ids) > AT_ONCE:
        return start(selection.event, by, "invite", {"ids": ids, "again": again})
    return len(write_to(selection.event, ids, by, now()))


def reachable(selection: Selection, again: bool) -> list[int]:
    letters = select(Attendee.id).where(Attendee.id.in_(selection.ids.order_by(None)), inviting.waits(again))
    return list(db.session.scalars(letters.order_by(Attendee.id)))


def write_to(event: Event, ids: Sequence[int], by: Person, before: datetime, again: bool = True) -> list[int]:
    """Whoever of them still waits for a letter; the ids of the people."""
    places = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.id.in_(ids), Attendee.created_at <= before)
    return inviting.write_to(event, places.where(inviting.waits(again)).order_by(Attendee.id).locked().all(), by)


def still(event: Event, ids: Sequence[int], before: datetime) -> list[int]:
    """Those of them who were there before: a number that was free may be somebody else's by now."""
    mine = select(Attendee.id).where(Attendee.event_id == event.id, Attendee.id.in_(ids), Attendee.created_at <= before)
    return list(db.session.scalars(mine))


def still_removed(event: Event, ids: Sequence[int], before: datetime) -> list[int]:
    mine = select(Removal.id).where(Removal.event_id == event.id, Removal.id.in_(ids), Removal.removed_at <= before)
    return list(db.session.scalars(mine))
