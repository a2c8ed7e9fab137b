"""Taking over an attendee list: all of it or nothing, in a handful of statements however long it is.

Whoever is new becomes a person without a confirmed address and a place that waits to be claimed. Of people who have
taken their place only what the list said about them changes, never what they say themselves.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import func, insert, select, true, update

from eventnet.codes import ALPHABET, new_code
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

FEW = 500  # that are looked for by name instead of reading all
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
        people += [person_id for _attendee_id, person_id in add(plan.event, drafted(plan.event, plan.new))]
    if plan.changed:
        change(plan.event, plan.changed)
    if people:
        note(plan.event, by, "imported", people, new=len(plan.new), changed=len(plan.changed))
    db.session.expire_all()


class Drafts(Struct, frozen=True):
    """Everything about people who are new that needs no database: their rows, and what is stored of their tickets."""

    people: Sequence[dict[str, Any]]
    places: Sequence[dict[str, Any]]
    tickets: Sequence[frozenset[str]]

    def only(self, places: Sequence[int]) -> "Drafts":
        """Some of them, by their places."""
        people, own, tickets = ([rows[place] for place in places] for rows in (self.people, self.places, self.tickets))
        return Drafts(people, own, tickets)  # type: ignore[arg-type]


def drafted(event: Event, new: Sequence[Listed]) -> Drafts:
    language = event.languages[0]
    people = [_as_new_person(listed) | {"language": language} for listed in new]
    places = [_as_new_place(listed) | {"event_id": event.id} for listed in new]
    return Drafts(people, places, [tickets.fingerprints(event.id, listed.tickets) for listed in new])


def add(event: Event, new: Drafts) -> list[tuple[int, int]]:
    """The ids of their places and of the people."""
    people = _insert(Person, new.people)
    handles = _new_handles(event, len(people))
    places = [
        place | {"person_id": person_id, "handle": handle}
        for place, person_id, handle in zip(new.places, people, handles, strict=True)
    ]
    ids = _insert(Attendee, places)
    tickets.store(event.id, {id_: codes for id_, codes in zip(ids, new.tickets, strict=True) if codes})
    return list(zip(ids, people, strict=True))


def _insert(model: type[Person | Attendee], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The ids in the order of the rows. Asked for by code: RETURNING in an order is one statement a row on SQLite."""
    db.session.connection().execute(insert(model.__table__), rows)  # type: ignore[arg-type]
    ids: dict[str, int] = {}
    for start in range(0, len(rows), FEW):
        codes = [row["code"] for row in rows[start : start + FEW]]
        ids |= {
            code: id_ for code, id_ in db.session.execute(select(model.code, model.id).where(model.code.in_(codes)))
        }
    return [ids[row["code"]] for row in rows]


def change(event: Event, changes: Sequence[Change]) -> None:
    """What the list says about people who are here. A list without ticket codes takes none away."""
    _change(changes)
    fold_at(event.id)
    codes = {each.place.attendee_id: tickets.fingerprints(event.id, each.listed.tickets) for each in changes}
    tickets.store(event.id, {attendee_id: found for attendee_id, found in codes.items() if found})


def _as_new_person(listed: Listed) -> dict[str, Any]:
    person = {"name": listed.name, "email": listed.email, "organisation": listed.organisation or ""}
    return person | {"code": new_code()}


def _as_new_place(listed: Listed) -> dict[str, Any]:
    found_by = folded(listed.name, listed.organisation or "", listed.email)
    own = {"code": new_code(), "badge": new_code(), "live_key": secrets.token_bytes(32), "folded": found_by}
    return _as_listed(listed) | own | {"role": listed.role or "attendee"}


def _as_listed(listed: Listed) -> dict[str, Any]:
    return {
        "external_id": listed.external_id,
        "listed_name": listed.name,
        "listed_email": listed.email,
        "listed_organisation": listed.organisation,
    }


def _new_handles(event: Event, number: int) -> list[str]:
    """The fixed halves of spoken codes, each one once at the event."""
    here = select(Attendee.handle).where(Attendee.event_id == event.id)
    if (db.session.scalar(select(func.count()).select_from(here.subquery())) or 0) + number > ROOM:
        raise Refused("event-full", _("An event has room for %(number)s people.", number=ROOM))
    found: set[str] = set()
    while len(found) < number:
        drawn = {new_code(HANDLE_LENGTH) for _ in range(number - len(found))}
        among = Attendee.handle.in_(drawn) if len(drawn) <= FEW else true()
        found |= drawn - set(db.session.scalars(here.where(among)))
    return list(found)


def _change(changes: Sequence[Change]) -> None:
    places = [
        {
            **{"id": change.place.attendee_id, "folded": "", "role": change.listed.role or change.place.role},
            **_as_listed(change.listed) | {"external_id": _ticket(change)},
        }
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
