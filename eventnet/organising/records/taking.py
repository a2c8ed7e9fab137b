"""Doing what a record plans, piece by piece: each in a short transaction, prepared before it begins.

Between the plan and a piece somebody may have joined, changed or left. Of people who are here the differences are
looked for again; whoever of the new ones came meanwhile is left alone and named, and the same list again finds them.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import select

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.organising import applying
from eventnet.organising.applying import Drafts, drafted
from eventnet.organising.audit.noting import note, note_more
from eventnet.organising.importing import Reading
from eventnet.organising.matching import Place, places_at
from eventnet.organising.planning import Change, Plan, differing, plan
from eventnet.organising.records.entries import CHANGED, NEW, Before, Entry, entries_of
from eventnet.organising.records.models import ImportRecord, opened, sealed
from eventnet.organising.records.states import State, states_of
from eventnet.people.models import Person
from eventnet.rows import Rows


def take(
    event: Event, reading: Reading, by: Person | None, filename: str, seen: str | None = None
) -> tuple[Plan, ImportRecord | None]:
    """A short list at once, in the transaction of whoever asks. With `seen`, only the plan of that fingerprint."""
    Rows(Event).where(Event.id == event.id).locked().first()
    current = plan(event, reading)
    if seen is not None and seen != current.fingerprint:
        return current, None
    record = ImportRecord.keep(event, by, filename, entries_of(current))
    record.begun_at = now()
    for number in range(record.pieces):
        apply(record, Piece.of(record, event))
        assert record.applied == number + 1
    finish(record)
    db.session.flush()
    db.session.expire_all()
    return current, record


class Piece(Struct, frozen=True):
    """The next one to apply, with everything made up that needs no database."""

    number: int
    entries: Sequence[Entry]
    new: Sequence[Entry]
    drafts: Drafts

    @classmethod
    def of(cls, record: ImportRecord, event: Event) -> "Piece":
        entries = opened(record.piece(record.applied))
        new = [entry for entry in entries if entry.kind == NEW]
        return cls(record.applied, entries, new, drafted(event, [entry.listed for entry in new]))


def apply(record: ImportRecord, piece: Piece) -> None:
    event = record.event
    people = [*_change(event, piece.entries), *_add(event, piece)]
    record.problems += sum(bool(entry.outcome) for entry in piece.entries)
    for entry in piece.entries:
        entry.tickets = []
    record.replace(piece.number, sealed(piece.entries))
    record.applied = piece.number + 1
    _note(record, event, people)
    db.session.flush()


def finish(record: ImportRecord) -> None:
    record.finished_at = now()


def _change(event: Event, entries: Sequence[Entry]) -> list[int]:
    changed = {entry.attendee_id: entry for entry in entries if entry.kind == CHANGED}
    if not changed:
        return []
    places = {place.attendee_id: place for place in places_at(event, list(changed))}
    before, changes = states_of(event, list(changed)), []
    for id_, entry in changed.items():
        if id_ not in places:
            entry.outcome = "gone"
        elif differences := differing(event, places[id_], entry.listed):
            changes.append(Change(entry.listed, places[id_], differences))
            entry.before = _before(before[id_], places[id_])
    if changes:
        applying.change(event, changes)
    _mark(event, {change.place.attendee_id: changed[change.place.attendee_id] for change in changes})
    return [change.place.person_id for change in changes]


def _add(event: Event, piece: Piece) -> list[int]:
    here = _came_meanwhile(event, piece.new)
    for place in here:
        piece.new[place].outcome = "met"
    wanted = [place for place in range(len(piece.new)) if place not in here]
    if not wanted:
        return []
    ids = applying.add(event, piece.drafts.only(wanted))
    added = {attendee_id: piece.new[place] for place, (attendee_id, _person) in zip(wanted, ids, strict=True)}
    for (attendee_id, person_id), entry in zip(ids, added.values(), strict=True):
        entry.attendee_id, entry.person_id = attendee_id, person_id
    _mark(event, added)
    return [person_id for _attendee_id, person_id in ids]


def _came_meanwhile(event: Event, new: Sequence[Entry]) -> set[int]:
    """Whose ticket has a place by now, and who has joined with a proven address since the plan was made."""
    ids = {entry.external_id for entry in new if entry.external_id}
    emails = {entry.email for entry in new if entry.email}
    tickets = select(Attendee.external_id).where(Attendee.event_id == event.id, Attendee.external_id.in_(ids))
    joined = select(Person.email).join(Attendee, Attendee.person_id == Person.id)
    joined = joined.where(Person.email.in_(emails), Person.email_confirmed_at.is_not(None))
    joined = joined.where(Attendee.event_id == event.id, Attendee.listed_name.is_(None))
    there = {*db.session.scalars(tickets), *db.session.scalars(joined)} if new else set()
    return {place for place, entry in enumerate(new) if {entry.external_id, entry.email} & there}


def _mark(event: Event, entries: Mapping[int, Entry]) -> None:
    """By what an undo knows that nobody has changed them since."""
    for id_, state in states_of(event, list(entries)).items():
        entries[id_].after = state.mark


def _before(state: State, place: Place) -> Before:
    listed = (place.external_id, place.name, place.email, place.organisation, place.role)
    own = (state.own_name, state.own_email, state.own_organisation) if place.is_waiting else None
    return Before(*listed, sorted(place.tickets), state.invitation, state.invited_at, own)


def _note(record: ImportRecord, event: Event, people: list[int]) -> None:
    """One line in the audit list, however many pieces there are."""
    if not people:
        return
    if record.act_id is None:
        numbers = {"new": record.counts.get(NEW, 0), "changed": record.counts.get(CHANGED, 0)}
        record.act_id = note(event, record.by, "imported", people, **numbers).id
    else:
        note_more(record.act_id, people)
