"""Takeout: that somebody took their data along, when, and with which browser."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class Takeout(Model):
    """Shown to its person, who would see here if it was somebody else."""

    __tablename__ = "takeout"
    __table_args__ = (Index("ix_takeout_person", "person_id", "taken_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    device: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, person: Person) -> Rows["Takeout"]:
        """The latest first."""
        return Rows(cls).where(cls.person_id == person.id).order_by(cls.taken_at.desc(), cls.id.desc())
