"""ImportRecord: one import of an event, from its preview on; ImportPiece: some hundred of its rows."""

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.events.models import Event
from eventnet.organising.records.entries import CHANGED, NEW, ORDER, Entry
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.sealing import seal, unseal

PIECE = 200  # rows in one transaction, so that nobody waits for the lock longer than a moment
LIFE = timedelta(days=30)
PLANNED = timedelta(days=1)  # how long one that nobody said yes to is kept
PURPOSE = "import record"


class ImportRecord(Model):
    """What a list was to change and did change. It is kept for a month, and undone as long as it is the last one."""

    __tablename__ = "import_record"
    __table_args__ = (Index("ix_import_record_event", "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    filename: Mapped[str]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)  # rows by what becomes of them
    applied: Mapped[int] = mapped_column(default=0)  # pieces
    undone: Mapped[int] = mapped_column(default=0)  # pieces, from the last one on
    problems: Mapped[int] = mapped_column(default=0)  # rows that could not be done as planned
    kept: Mapped[int] = mapped_column(default=0)  # rows that undoing it left alone
    act_id: Mapped[int | None] = mapped_column(ForeignKey("audit_act.id", ondelete="SET NULL"), index=True)
    undo_act_id: Mapped[int | None] = mapped_column(ForeignKey("audit_act.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    begun_at: Mapped[datetime | None]  # somebody said yes
    finished_at: Mapped[datetime | None]
    undo_begun_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    by: Mapped[Person | None] = relationship()

    @classmethod
    def at(cls, event: Event) -> Rows["ImportRecord"]:
        """What was done, the latest first."""
        return Rows(cls).where(cls.event_id == event.id, cls.begun_at.is_not(None)).order_by(cls.id.desc())

    @classmethod
    def planned(cls, event: Event, code: str) -> "ImportRecord | None":
        """What the draft of this code would do."""
        return Rows(cls).where(cls.event_id == event.id, cls.code == code, cls.begun_at.is_(None)).first()

    @classmethod
    def last(cls, event: Event) -> "ImportRecord | None":
        """The one that can be undone: the latest that is not undone yet."""
        return cls.at(event).where(cls.undone_at.is_(None)).first()

    @classmethod
    def drop(cls, event: Event, code: str) -> None:
        """A plan that nobody said yes to."""
        there = (cls.event_id == event.id, cls.code == code, cls.begun_at.is_(None))
        db.session.execute(delete(cls).where(*there).execution_options(synchronize_session=False))

    @classmethod
    def drop_old(cls) -> None:
        db.session.execute(delete(cls).where(cls.created_at <= now() - LIFE))
        db.session.execute(delete(cls).where(cls.created_at <= now() - PLANNED, cls.begun_at.is_(None)))

    @classmethod
    def keep(cls, event: Event, by: Person | None, filename: str, entries: Sequence[Entry]) -> "ImportRecord":
        """A plan, not begun."""
        counts = Counter(entry.kind for entry in entries)
        person_id = by.id if by else None
        record = cls(event_id=event.id, person_id=person_id, filename=filename[:120], counts=dict(counts))
        db.session.add(record)
        db.session.flush()
        pieces = [list(entries[start : start + PIECE]) for start in range(0, len(entries), PIECE)]
        rows = [{"record_id": record.id, "number": n, "sealed": sealed(piece)} for n, piece in enumerate(pieces)]
        if rows:
            db.session.execute(ImportPiece.__table__.insert(), rows)  # type: ignore[attr-defined]
        return record

    @property
    def work(self) -> int:
        """How many rows there are to do."""
        return self.counts.get(CHANGED, 0) + self.counts.get(NEW, 0)

    @property
    def pieces(self) -> int:
        """How many pieces hold work."""
        return -(-self.work // PIECE)

    @property
    def seen(self) -> str:
        """By what a yes says that it is meant for this plan."""
        return f"plan{self.id}"

    @property
    def is_done(self) -> bool:
        return self.finished_at is not None

    def done_in(self, pieces: int) -> int:
        """How many rows of work the first pieces hold."""
        return min(pieces * PIECE, self.work)

    def start_of(self, kind: str) -> int:
        """Where the rows of a kind begin among all rows."""
        return sum(self.counts.get(each, 0) for each in ORDER[: ORDER.index(kind)])

    def piece(self, number: int) -> bytes:
        there = (ImportPiece.record_id == self.id, ImportPiece.number == number)
        return db.session.execute(select(ImportPiece.sealed).where(*there)).scalar_one()

    def replace(self, number: int, piece: bytes) -> None:
        there = (ImportPiece.record_id == self.id, ImportPiece.number == number)
        db.session.execute(update(ImportPiece).where(*there).values(sealed=piece))

    def rows(self, first: int = 0, end: int | None = None) -> Iterator[Entry]:
        """Those at these places among all rows."""
        wanted = select(ImportPiece.number, ImportPiece.sealed).where(ImportPiece.record_id == self.id)
        wanted = wanted.where(ImportPiece.number >= first // PIECE).order_by(ImportPiece.number)
        if end is not None:
            wanted = wanted.where(ImportPiece.number * PIECE < end)
        for number, piece in db.session.execute(wanted):
            for place, entry in enumerate(opened(piece), number * PIECE):
                if place >= first and (end is None or place < end):
                    yield entry


class ImportPiece(Model):
    """Rows in their order, packed and sealed: they hold names, addresses and, before they are applied, tickets."""

    __tablename__ = "import_piece"
    __table_args__ = (UniqueConstraint("record_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("import_record.id", ondelete="CASCADE"))
    number: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


def sealed(entries: Sequence[Entry]) -> bytes:
    return seal(gzip.compress(msgspec.json.encode(entries), compresslevel=2, mtime=0), PURPOSE)


def opened(piece: bytes) -> list[Entry]:
    return msgspec.json.decode(gzip.decompress(unseal(piece, PURPOSE)), type=list[Entry])
