"""What this room hands over when two rows turn out to be one person: conflict by conflict, nothing lost.

Where both have a row about the same third person, the row in which something happened last decides; so a card that was
withdrawn last stays withdrawn, and one that was given last is there.
"""

from datetime import datetime

from sqlalchemy import or_

from eventnet.db import db
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Note, Promise, Scan
from eventnet.exchange.sharing import part
from eventnet.people.merging import absorber, doubter
from eventnet.people.models import Person
from eventnet.people.pairs import move_latest, rows_of
from eventnet.rows import Rows


@doubter
def keep_cards_back(keeper: Person, other: Person) -> None:
    """A card that somebody gave in keeper's name stays what it was, a name and an address, and changes no card that
    keeper gave."""
    given = {contact.owner_id for contact in rows_of(Contact, "subject_id", keeper)}
    for contact in rows_of(Contact, "subject_id", other):
        contact.fields = [field for field in contact.fields if field == "email"]
        if contact.owner_id in given:
            db.session.delete(contact)


@absorber
def move_scans(keeper: Person, other: Person) -> None:
    known = {scan.uuid for scan in Scan.by(keeper)}
    for scan in Scan.by(other):
        if scan.uuid not in known:
            scan.scanner = keeper
    db.session.flush()


@absorber
def move_encounters(keeper: Person, other: Person) -> None:
    """The lower id stands first; of two memories of one meeting the earlier stays."""
    known = {(each.event_id, _partner(each, keeper)): each for each in _met_by(keeper)}
    for encounter in _met_by(other):
        partner = _partner(encounter, other)
        twin = known.get((encounter.event_id, partner))
        if twin:
            twin.met_at = min(twin.met_at, encounter.met_at)
        elif partner != keeper.id:
            encounter.first_id, encounter.second_id = sorted((keeper.id, partner))
    db.session.flush()


@absorber
def move_contacts(keeper: Person, other: Person) -> None:
    move_latest(Contact, "owner_id", "subject_id", keeper, other, _last_touched)


@absorber
def move_requests(keeper: Person, other: Person) -> None:
    move_latest(CardRequest, "asker_id", "asked_id", keeper, other, _last_said)


@absorber
def move_notes(keeper: Person, other: Person) -> None:
    """Two notes about one person become one; notes of others about both, too."""
    for mine, theirs in (("owner_id", "subject_id"), ("subject_id", "owner_id")):
        known = {getattr(note, theirs): note for note in rows_of(Note, mine, keeper)}
        for note in rows_of(Note, mine, other):
            _unite(known.get(getattr(note, theirs)), note)
            if getattr(note, theirs) not in {keeper.id, *known}:
                setattr(note, mine, keeper.id)
        db.session.flush()


@absorber
def move_promises(keeper: Person, other: Person) -> None:
    """What was noted with a scan that both had reported is there once. A promise to oneself goes with `other`."""
    known = {(promise.scan_uuid, promise.direction) for promise in Promise.of(keeper) if promise.scan_uuid}
    for promise in Promise.of(other):
        if promise.subject_id != keeper.id and (promise.scan_uuid, promise.direction) not in known:
            promise.owner_id = keeper.id
    for promise in rows_of(Promise, "subject_id", other):
        if promise.owner_id != keeper.id:
            promise.subject_id = keeper.id
    db.session.flush()


@absorber
def move_blocks(keeper: Person, other: Person) -> None:
    """A block of one is a block of both, so their cards go as well."""
    move_latest(Block, "blocker_id", "blocked_id", keeper, other, lambda block: block.since_at)
    for block in Rows(Block).where(or_(Block.blocker_id == keeper.id, Block.blocked_id == keeper.id)).all():
        blocker = db.session.get_one(Person, block.blocker_id)
        part(blocker, block.blocked)


def _last_touched(contact: Contact) -> datetime:
    return max(contact.given_at, contact.withdrawn_at or contact.given_at)


def _last_said(request: CardRequest) -> datetime:
    return request.answered_at or request.asked_at


def _met_by(person: Person) -> list[Encounter]:
    return Rows(Encounter).where(or_(Encounter.first_id == person.id, Encounter.second_id == person.id)).all()


def _partner(encounter: Encounter, person: Person) -> int:
    return encounter.second_id if encounter.first_id == person.id else encounter.first_id


def _unite(kept: Note | None, note: Note) -> None:
    if kept:
        kept.text = "\n\n".join(dict.fromkeys(text for text in (kept.text, note.text) if text))
        kept.tags = list(dict.fromkeys([*kept.tags, *note.tags]))
