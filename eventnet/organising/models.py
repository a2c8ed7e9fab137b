"""ImportDraft: a list between its preview and the yes to it; ColumnMapping: what an organiser's columns hold."""

import gzip
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import NotFound

from eventnet.clock import now
from eventnet.codes import fingerprint, new_code
from eventnet.db import Model, db, insert_into
from eventnet.events.models import Event, Organiser
from eventnet.organising.importing import Meaning, Reading, Remark, Sheet, open_sheet, read_sheet
from eventnet.organising.importing.labels import fold
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.sealing import CannotUnseal, seal, unseal

LIFE = timedelta(days=1)
PURPOSE = "import draft"
SHORT = 1_000  # lines; what is longer is read and taken over in the background

Fields = Mapping[int, Meaning]


class ImportDraft(Model):
    """The text of the file that was uploaded, packed and sealed; for the member who did, until the yes or for a day.

    It may hold the secrets of tickets, which open doors: a copy of the database alone opens none.
    """

    __tablename__ = "import_draft"
    __table_args__ = (Index("ix_import_draft_event", "event_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    filename: Mapped[str]
    packed: Mapped[bytes] = mapped_column(LargeBinary)  # gzip, under a key made from the secret key
    remarks: Mapped[list[list[str]]] = mapped_column(JSON, default=list, server_default="[]")  # on opening: code, words
    columns: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))  # as said; None: as recognised
    lines: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()

    @classmethod
    def keep(
        cls, event: Event, person: Person, filename: str, text: str, remarks: Sequence[Remark] = ()
    ) -> "ImportDraft":
        """One draft a member and event: an older one goes."""
        db.session.execute(delete(cls).where(cls.event_id == event.id, cls.person_id == person.id))
        packed = seal(gzip.compress(text.encode("utf-8", "surrogatepass"), compresslevel=5, mtime=0), PURPOSE)
        said = [[remark.code, remark.words] for remark in remarks]
        kept: dict[str, Any] = {"filename": filename, "packed": packed, "remarks": said, "lines": text.count("\n")}
        draft = cls(event=event, person_id=person.id, **kept)
        db.session.add(draft)
        return draft

    @classmethod
    def of(cls, event: Event, person: Person) -> Rows["ImportDraft"]:
        return Rows(cls).where(cls.event_id == event.id, cls.person_id == person.id, cls.created_at > now() - LIFE)

    @classmethod
    def drop_old(cls) -> None:
        db.session.execute(delete(cls).where(cls.created_at <= now() - LIFE))

    @property
    def is_long(self) -> bool:
        return self.lines > SHORT

    @property
    def fields(self) -> Fields | None:
        """What its columns hold as somebody said; None: as recognised."""
        return None if self.columns is None else as_fields(self.columns)

    def opened(self) -> "Opened":
        """Everything that reading it takes, so that it needs no database any more."""
        remarks = [Remark(None, code, words) for code, words in self.remarks]
        try:
            text = gzip.decompress(unseal(self.packed, PURPOSE)).decode("utf-8", "surrogatepass")
        except CannotUnseal:  # the secret key was changed since: the list is to be uploaded again
            raise NotFound from None
        return Opened(text, remarks, self.fields)


class Opened:
    """A list and what is known of its columns."""

    def __init__(self, text: str, remarks: Sequence[Remark], fields: Fields | None) -> None:
        self.text, self.remarks, self.fields = text, remarks, fields

    @cached_property
    def sheet(self) -> Sheet:
        return open_sheet(self.text)

    def read(self) -> Reading:
        return read_sheet(self.sheet, self.remarks, self.fields)


class ColumnMapping(Model):
    """What this organiser said that the columns of a table with these labels hold; used when it comes again."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("organiser_id", "header"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    header: Mapped[str]  # fingerprint of the labels
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    said_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def known(cls, organiser: Organiser, labels: Sequence[str]) -> dict[str, str] | None:
        found = Rows(cls).where(cls.organiser_id == organiser.id, cls.header == _header(labels)).first()
        return found.columns if found else None

    @classmethod
    def remember(cls, organiser: Organiser, labels: Sequence[str], columns: dict[str, str]) -> None:
        values = {"organiser_id": organiser.id, "header": _header(labels), "columns": columns, "said_at": now()}
        said = {"columns": columns, "said_at": values["said_at"]}
        insert = insert_into(cls.__table__).values(**values)
        db.session.execute(insert.on_conflict_do_update(index_elements=("organiser_id", "header"), set_=said))

    @classmethod
    def forget(cls, organiser: Organiser, labels: Sequence[str]) -> None:
        there = (cls.organiser_id == organiser.id, cls.header == _header(labels))
        db.session.execute(delete(cls).where(*there).execution_options(synchronize_session=False))


def as_fields(columns: Mapping[str, str]) -> Fields:
    return {int(column): Meaning(meaning) for column, meaning in columns.items()}


def _header(labels: Sequence[str]) -> str:
    return fingerprint("|".join(map(fold, labels)), "header")
