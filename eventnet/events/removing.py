"""Taking people off an event, giving them their place back for a week, and then letting go of what was kept."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, exists, insert, or_, select
from sqlalchemy.orm import lazyload, undefer

from eventnet.clock import now
from eventnet.db import db
from eventnet.events import keeping
from eventnet.events.finding import folded
from eventnet.events.joining import block_address, new_handle
from eventnet.events.models import Attendee, Event
from eventnet.events.models.removal import KEPT_FOR, Removal
from eventnet.mail.worker import every_minute
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.sealing import CannotUnseal

PURGED_AT_ONCE = 500
SAID_OF_THEM = ("letter", "audit_line", "former_code", "message_recipient", "removal")
_AS_LISTED = ("external_id", "listed_name", "listed_email", "listed_organisation")


def remove(event: Event, ids: Sequence[int], by: Person | None) -> list[int]:
    """Their place is gone at once, with its codes. What people gave each other stays theirs. The ids of the people."""
    found = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.id.in_(ids)).locked().all()
    if not found:
        return []
    for paused in (each for each in found if each.paused_at and each.person.email):
        block_address(event, str(paused.person.email), by)  # else they were free again when nothing is kept any more
    kept = keeping.put_together([each.id for each in found])
    at, people = now(), [each.person_id for each in found]
    db.session.execute(delete(Removal).where(Removal.event_id == event.id, Removal.person_id.in_(people)))
    db.session.execute(insert(Removal), [_removal(each, kept[each.id], by) | {"removed_at": at} for each in found])
    gone = delete(Attendee).where(Attendee.id.in_([each.id for each in found]))
    db.session.execute(gone.execution_options(synchronize_session="fetch"))
    return people


def bring_back(event: Event, ids: Sequence[int]) -> list[int]:
    """As it was before, with the same badge. Who has a place again meanwhile keeps that one. The ids of the people."""
    wanted = Removal.at(event).where(Removal.id.in_(ids)).order_by(Removal.id)
    removals = wanted.options(undefer(Removal.kept), lazyload(Removal.person)).locked().all()
    people = [removal.person_id for removal in removals]
    places = Rows(Attendee).where(Attendee.event_id == event.id, Attendee.person_id.in_(people))
    here = {place.person_id: place for place in places}
    for removal in removals:
        values = _opened(removal)
        there = here.get(removal.person_id)
        place_id = _as_listed(there, values["place"]) if there else _put_back(event, removal, values["place"])
        keeping.hang_on(place_id, values)
    db.session.execute(delete(Removal).where(Removal.id.in_([removal.id for removal in removals])))
    db.session.expire_all()
    return people


@every_minute
def forget_removed() -> None:
    """After a week nothing is kept, and an entry that was nobody's yet goes with the person behind it."""
    old = select(Removal.id, Removal.person_id).where(Removal.removed_at <= now() - KEPT_FOR)
    rows = db.session.execute(old.order_by(Removal.removed_at).limit(PURGED_AT_ONCE)).all()
    if rows:
        db.session.execute(delete(Removal).where(Removal.id.in_([row.id for row in rows])))
        forget_people([row.person_id for row in rows])


def forget_people(ids: Iterable[int]) -> None:
    """Those of them whom nobody has confirmed and on whom nothing hangs."""
    nobody = delete(Person).where(Person.id.in_(list(ids)), Person.email_confirmed_at.is_(None))
    nobody = nobody.where(*(~hangs for hangs in _what_hangs_on_them()))
    db.session.execute(nobody.execution_options(synchronize_session=False))
    db.session.expire_all()


def who_met_somebody(ids: Sequence[int]) -> set[int]:
    """Those of them on whom more hangs than their places."""
    hangs = or_(*_what_hangs_on_them("attendee"))
    return set(db.session.scalars(select(Person.id).where(Person.id.in_(ids), hangs)))


@cache
def _what_hangs_on_them(*but: str) -> tuple[ColumnElement[bool], ...]:
    """Any row of any room that names them, but for what was only written to them or noted about them."""
    return tuple(_naming_them({*SAID_OF_THEM, *but}))


def _naming_them(but: Collection[str]) -> Iterable[ColumnElement[bool]]:
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is Person.__table__ and table.name not in but:
                other = table.alias()
                yield exists().where(other.c[key.parent.name] == Person.id)


def _removal(attendee: Attendee, kept: bytes, by: Person | None) -> dict[str, Any]:
    person = attendee.person
    listed = (attendee.listed_name, attendee.listed_email, attendee.listed_organisation)
    return {
        "event_id": attendee.event_id,
        "person_id": attendee.person_id,
        "external_id": attendee.external_id,
        "listed_name": attendee.listed_name,
        "listed_email": attendee.listed_email,
        "listed_organisation": attendee.listed_organisation,
        "claimed_at": attendee.claimed_at,
        "folded": attendee.folded or folded(person.name, person.organisation, *listed),
        "kept": kept,
        "removed_by_id": by.id if by else None,
    }


def _opened(removal: Removal) -> dict[str, Any]:
    try:
        return keeping.opened(removal.kept)
    except CannotUnseal:  # the secret key was changed since
        raise Refused("sealed", _("These places cannot be opened any more. Import them again.")) from None


def _as_listed(here: Attendee, values: dict[str, Any]) -> int:
    if here.listed_name is None:
        for name in _AS_LISTED:
            setattr(here, name, values[name])
        db.session.flush()
    return here.id


def _put_back(event: Event, removal: Removal, values: dict[str, Any]) -> int:
    values |= {"person_id": removal.person_id} | _free(event, values)
    id_: int = db.session.execute(insert(Attendee).returning(Attendee.id), values).scalar_one()
    return id_


def _free(event: Event, values: dict[str, Any]) -> dict[str, Any]:
    """What somebody else may have by now is theirs."""
    here = Rows(Attendee).where(Attendee.event_id == event.id)
    changed: dict[str, Any] = {}
    if Rows(Attendee).where(Attendee.id == values["id"]).any():
        values.pop("id")
    if here.where(Attendee.handle == values["handle"]).any():
        changed["handle"] = new_handle(event)
    if values["external_id"] and here.where(Attendee.external_id == values["external_id"]).any():
        changed["external_id"] = None
    if values["arrived_by_id"] and not Rows(Person).where(Person.id == values["arrived_by_id"]).any():
        changed["arrived_by_id"] = None
    return changed
