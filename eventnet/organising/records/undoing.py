"""Taking an import back, its last piece first: who is new goes, who was changed is as before.

Left alone and named is whoever has taken their place, arrived, met somebody, or was changed by somebody since.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, update

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.finding import fold_at
from eventnet.events.models import Attendee, Event
from eventnet.events.removing import forget_people, who_met_somebody
from eventnet.exchange import tickets
from eventnet.organising.audit.noting import note, note_more
from eventnet.organising.records.entries import CHANGED, NEW, Before, Entry
from eventnet.organising.records.models import ImportRecord, opened, sealed
from eventnet.organising.records.states import State, states_of
from eventnet.people.models import Person
from eventnet.refusals import Refused

KEPT = ("claimed", "arrived", "met-others", "changed-since")


def begin(record: ImportRecord) -> None:
    last = ImportRecord.last(record.event)
    if last is None or last.id != record.id:
        raise Refused("not-the-last", _("Only the last import can be undone."))
    record.undo_begun_at = record.undo_begun_at or now()


def undo_all(record: ImportRecord, by: Person | None) -> None:
    """Of a short list, at once."""
    while record.undone < record.applied:
        undo(record, opened(record.piece(next_piece(record))), by)
    finish(record)
    db.session.flush()
    db.session.expire_all()


def next_piece(record: ImportRecord) -> int:
    return record.applied - record.undone - 1


def undo(record: ImportRecord, entries: Sequence[Entry], by: Person | None) -> None:
    event, number = record.event, next_piece(record)
    done = {entry.attendee_id: entry for entry in entries if entry.kind in {CHANGED, NEW} and entry.after}
    states = states_of(event, list(done))
    met = who_met_somebody([state.person_id for state in states.values()])
    for id_, entry in done.items():
        entry.outcome = _outcome(entry, states.get(id_), met)
    back = {id_: entry for id_, entry in done.items() if entry.outcome == "undone"}
    restored = _restore(event, {id_: entry for id_, entry in back.items() if entry.kind == CHANGED}, states)
    _remove([states[id_] for id_, entry in back.items() if entry.kind == NEW])
    record.kept += sum(entry.outcome in KEPT for entry in done.values())
    record.replace(number, sealed(entries))
    record.undone += 1
    _note(record, event, by, restored)
    db.session.flush()


def finish(record: ImportRecord) -> None:
    record.undone_at = now()


def _outcome(entry: Entry, state: State | None, met: set[int]) -> str:
    if state is None:
        return "gone"
    was_waiting = entry.kind == NEW or bool(entry.before and entry.before.own)
    if was_waiting and not state.is_waiting:
        return "claimed"
    if state.mark != entry.after:
        return "changed-since"
    if entry.kind == NEW and state.arrived_at:
        return "arrived"
    return "met-others" if entry.kind == NEW and state.person_id in met else "undone"


def _remove(states: Sequence[State]) -> None:
    if states:
        places = delete(Attendee).where(Attendee.id.in_([state.attendee_id for state in states]))
        db.session.execute(places.execution_options(synchronize_session=False))
        forget_people([state.person_id for state in states])


def _restore(event: Event, entries: Mapping[int, Entry], states: Mapping[int, State]) -> list[int]:
    before = {id_: entry.before for id_, entry in entries.items() if entry.before}
    if not before:
        return []
    db.session.execute(update(Attendee), [_place(states[id_], was) for id_, was in before.items()])
    own = [_person(states[id_], was.own) for id_, was in before.items() if was.own]
    if own:
        db.session.execute(update(Person), own)
    moved = [_invited(id_, was) for id_, was in before.items() if was.own and was.email != states[id_].email]
    if moved:  # a link to the mailbox that the list named opens nothing any more
        db.session.execute(update(Attendee), moved)
    fold_at(event.id)
    tickets.store(event.id, {id_: was.tickets for id_, was in before.items()})
    return [states[id_].person_id for id_ in before]


def _place(state: State, was: Before) -> dict[str, Any]:
    return {
        "id": state.attendee_id,
        "external_id": was.external_id,
        "listed_name": was.name,
        "listed_email": was.email,
        "listed_organisation": was.organisation,
        "role": was.role,
        "folded": "",
    }


def _person(state: State, own: tuple[str, str | None, str]) -> dict[str, Any]:
    name, email, organisation = own
    return {"id": state.person_id, "name": name, "email": email, "organisation": organisation}


def _invited(id_: int, was: Before) -> dict[str, Any]:
    return {"id": id_, "invitation": was.invitation, "invited_at": was.invited_at}


def _note(record: ImportRecord, event: Event, by: Person | None, people: list[int]) -> None:
    if record.undo_act_id is None:
        record.undo_act_id = note(event, by, "import_undone", people, number=record.work).id
    elif people:
        note_more(record.undo_act_id, people)
