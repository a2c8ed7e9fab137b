"""What a phone noted with a scan, merged into what is remembered already.

A phone sends the same note twice, late and in any order. Of each field the newest words stand, an empty field says
nothing, and so every order ends alike. What was written elsewhere is never lost: the words of a scan take the place
of earlier words of that same scan and stand below everything else.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from msgspec import Struct, field
from sqlalchemy import exists, select, update

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db, insert_into
from eventnet.events.models import Attendee
from eventnet.exchange.models import Block, Note, Promise, Scan
from eventnet.exchange.remembering import line, lines, united

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
DIRECTIONS = ("mine", "theirs")


class Written(Protocol):
    """`schemas.Note`, or the form under a scan. `mine` is what I promised, `theirs` what they did."""

    @property
    def written_at(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def mine(self) -> str: ...
    @property
    def theirs(self) -> str: ...


class Memory(Struct):
    """One scan and what was noted with it: of each field the words and when they were written.

    `put` is what this scan has put into the note about that person; empty when it stood there already.
    """

    scan_id: int
    uuid: str
    subject_id: int
    noted: dict[str, str]
    noted_at: datetime | None
    fresh: set[str] = field(default_factory=set)

    def take(self, note: Written) -> None:
        written = min(max(note.written_at, EARLIEST), LATEST).astimezone(UTC)
        stamp = written.isoformat(timespec="microseconds")
        said = {"text": lines(note.text), "mine": line(note.mine), "theirs": line(note.theirs)}
        for name, words in said.items():
            if words and (stamp, words) > (self.noted.get(f"{name}_at", ""), self.noted.get(name, "")):
                self.noted |= {name: words, f"{name}_at": stamp}
                self.noted_at = max(written, self.noted_at or written)
                self.fresh.add(name)


def take(scanner_id: int, notes: Sequence[tuple[str, Written]]) -> None:
    """Pairs of a scan's uuid and its note. Kept are those of my own scans by which two people met, and which no block
    stands between; the same few statements for one and for two hundred."""
    by_uuid: dict[str, list[Written]] = {}
    for uuid, note in notes:
        by_uuid.setdefault(uuid, []).append(note)
    memories = _memories(scanner_id, by_uuid) if by_uuid else []
    for memory in memories:
        for note in by_uuid[memory.uuid]:
            memory.take(note)
    fresh = [memory for memory in memories if memory.fresh]
    _write_notes(scanner_id, [memory for memory in fresh if "text" in memory.fresh])
    _write_promises(scanner_id, fresh)
    if fresh:
        changes = [{"id": each.scan_id, "noted": each.noted, "noted_at": each.noted_at} for each in fresh]
        db.session.execute(update(Scan), changes)


def _memories(scanner_id: int, uuids: Iterable[str]) -> list[Memory]:
    """Nobody else's until the commit."""
    rows = (
        select(Scan.id, Scan.uuid, Attendee.person_id, Scan.noted, Scan.noted_at)
        .join(Attendee, Attendee.id == Scan.attendee_id)
        .where(
            Scan.scanner_id == scanner_id,
            Scan.uuid.in_(list(uuids)),
            Scan.outcome.in_(("given", "requested")),
            Attendee.person_id != scanner_id,
            ~exists().where(Block.between(scanner_id, Attendee.person_id)),
        )
        .order_by(Scan.id)
        .with_for_update(of=Scan)
    )
    return [
        Memory(scan_id, uuid, subject_id, dict(noted or {}), noted_at)
        for scan_id, uuid, subject_id, noted, noted_at in db.session.execute(rows)
    ]


def _write_notes(owner_id: int, memories: Sequence[Memory]) -> None:
    """One note a person; what two scans of one person say stands there one below the other."""
    if not memories:
        return
    about = sorted({memory.subject_id for memory in memories})
    blank = [{"owner_id": owner_id, "subject_id": subject_id, "text": "", "tags": []} for subject_id in about]
    db.session.execute(insert_into(Note).values(blank).on_conflict_do_nothing())
    mine = select(Note.id, Note.subject_id, Note.text).where(Note.owner_id == owner_id, Note.subject_id.in_(about))
    stored = {row.subject_id: row for row in db.session.execute(mine.order_by(Note.id).with_for_update())}
    texts = {subject_id: row.text for subject_id, row in stored.items()}
    for memory in memories:
        text, put = united(texts[memory.subject_id], memory.noted.get("put", ""), memory.noted["text"])
        texts[memory.subject_id] = text
        memory.noted["put"] = put
    changes = [
        {"id": stored[subject_id].id, "text": text, "written_at": now()}
        for subject_id, text in texts.items()
        if text != stored[subject_id].text
    ]
    if changes:
        db.session.execute(update(Note), changes)


def _write_promises(owner_id: int, memories: Sequence[Memory]) -> None:
    """One promise a scan and direction, whose words may still change; that it was kept, stays."""
    rows: list[dict[str, Any]] = [
        {
            "code": new_code(),
            "owner_id": owner_id,
            "subject_id": memory.subject_id,
            "direction": direction,
            "text": memory.noted[direction],
            "scan_uuid": memory.uuid,
            "made_at": min(datetime.fromisoformat(memory.noted[f"{direction}_at"]), now()),
        }
        for memory in memories
        for direction in DIRECTIONS
        if direction in memory.fresh
    ]
    if rows:
        insert = insert_into(Promise).values(rows)
        known = ("owner_id", "scan_uuid", "direction")
        db.session.execute(insert.on_conflict_do_update(index_elements=known, set_={"text": insert.excluded.text}))
