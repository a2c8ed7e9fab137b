"""Taking over an attendee list: all of it or nothing, in a handful of statements however long it is.

Whoever is new becomes a person without a confirmed address and a place that waits to be claimed. Of people who have
taken their place only what the list said about them changes, never what they say themselves.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from eventnet.codes import ALPHABET
from eventnet.db import db
from eventnet.events.finding import fold_at, folded
from eventnet.events.joining import HANDLE_LENGTH
from eventnet.events.models import Attendee, Event
from eventnet.exchange import tickets
from eventnet.organising.audit import note
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.planning import Change, Plan, plan
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

ROOM = len(ALPHABET) ** HANDLE_LENGTH // 2  # how many people an event has handles for, with half of them to spare


def take_over(event: Event, reading: Reading, seen: str | None = None, by: Person | None = None) -> tuple[Plan, bool]:
    """Plan and apply under one lock, for `by`. With `seen`, only the plan of that fingerprint; else false."""
    Rows(Event).where(Event.id == event.id).locked().first()
    current = plan(event, reading)
    if seen is not None and seen != current.fingerprint:
        return current, False
    apply(current, by)
    return current, True


def apply(plan: Plan, by: Person | None = None) -> None:
    people = [change.place.person_id for change in plan.changed]
    if plan.new:
        people += _add(plan.event, plan.new)
    if plan.changed:
        _change(plan.changed)
        fold_at(plan.event.id)
        _store_tickets(plan.event, [(change.place.attendee_id, change.listed) for change in plan.changed])
    if people:
        note(plan.event, by, "imported", people, new=len(plan.new), changed=len(plan.changed))
    db.session.expire_all()


def _add(event: Event, new: Sequence[Listed]) -> Sequence[int]:
    """The ids of the people who are new."""
    people = [
        {
            "name": listed.name,
            "email": listed.email,
            "organisation": listed.organisation or "",
            "language": event.languages[0],
        }
        for listed in new
    ]
    inserted = insert(Person).returning(Person.id, sort_by_parameter_order=True)
    ids = db.session.scalars(inserted, people).all()
    handles = _new_handles(event, len(new))
    places = [
        {
            "event_id": event.id,
            "person_id": person_id,
            "handle": next(handles),
            "folded": folded(listed.name, listed.organisation or "", listed.email),
            **_as_listed(listed),
        }
        for person_id, listed in zip(ids, new, strict=True)
    ]
    inserted = insert(Attendee).returning(Attendee.id, sort_by_parameter_order=True)
    _store_tickets(event, zip(db.session.scalars(inserted, places).all(), new, strict=True))
    return ids


def _store_tickets(event: Event, listed: Iterable[tuple[int, Listed]]) -> None:
    """A list without ticket codes takes none away."""
    codes = ((attendee_id, tickets.fingerprints(event.id, each.tickets)) for attendee_id, each in listed)
    tickets.store(event.id, {attendee_id: found for attendee_id, found in codes if found})


def _as_listed(listed: Listed) -> dict[str, Any]:
    return {
        "external_id": listed.external_id,
        "listed_name": listed.name,
        "listed_email": listed.email,
        "listed_organisation": listed.organisation,
    }


def _new_handles(event: Event, number: int) -> Iterator[str]:
    """The fixed halves of spoken codes, each one once at the event."""
    taken = set(db.session.scalars(select(Attendee.handle).where(Attendee.event_id == event.id)))
    if len(taken) + number > ROOM:
        raise Refused("event-full", _("An event has room for %(number)s people.", number=ROOM))
    while True:
        handle = "".join(secrets.choice(ALPHABET) for _ in range(HANDLE_LENGTH))
        if handle not in taken:
            taken.add(handle)
            yield handle


def _change(changes: Sequence[Change]) -> None:
    places = [
        {"id": change.place.attendee_id, **_as_listed(change.listed), "external_id": _ticket(change), "folded": ""}
        for change in changes
    ]
    db.session.execute(update(Attendee), places)
    waiting = [change for change in changes if change.place.is_waiting]
    if waiting:
        db.session.execute(update(Person), [_as_person(change) for change in waiting])
    moved = [change.place.attendee_id for change in waiting if _has_moved(change)]
    if moved:  # a link that went to the old mailbox must not open the new one's place
        db.session.execute(update(Attendee), [{"id": id_, "invitation": None, "invited_at": None} for id_ in moved])


def _ticket(change: Change) -> str | None:
    return change.listed.external_id or change.place.external_id


def _as_person(change: Change) -> dict[str, Any]:
    listed = change.listed
    return {
        "id": change.place.person_id,
        "name": listed.name,
        "email": listed.email,
        "organisation": listed.organisation or "",
    }


def _has_moved(change: Change) -> bool:
    return any(difference.column == "email" for difference in change.differences)
