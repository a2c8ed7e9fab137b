"""Note and Promise: the owner's private memory of a person."""

from datetime import date, datetime, timedelta

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class Note(Model):
    """The owner's private memory of a person; never seen by anybody else."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("owner_id", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    written_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    @classmethod
    def of(cls, owner: Person) -> Rows["Note"]:
        return Rows(cls).where(cls.owner_id == owner.id)


class Promise(Model):
    """What one of the two said they would do; the owner's private memory, like a note."""

    __tablename__ = "promise"
    __table_args__ = (
        UniqueConstraint("owner_id", "scan_uuid", "direction"),
        CheckConstraint("direction IN ('mine', 'theirs')", name="direction"),
        Index("ix_promise_owner", "owner_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    direction: Mapped[str]  # mine: I promised; theirs: they promised
    text: Mapped[str]
    scan_uuid: Mapped[str | None]  # the scan it was noted with, so that a repeat changes it and adds none
    due_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    kept_at: Mapped[datetime | None]

    @classmethod
    def of(cls, owner: Person) -> Rows["Promise"]:
        return Rows(cls).where(cls.owner_id == owner.id).order_by(cls.made_at, cls.id)

    @property
    def is_mine(self) -> bool:
        return self.direction == "mine"

    @property
    def was_just_kept(self) -> bool:
        """So that a word about it comes at the right time."""
        return self.kept_at is not None and self.kept_at > now() - timedelta(days=1)
