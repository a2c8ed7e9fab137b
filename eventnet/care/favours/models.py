"""Favour: what one did for the other, in the owner's own words."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class Favour(Model):
    """The owner gave it to the subject or received it from them. Nobody but the owner ever reads it."""

    __tablename__ = "favour"
    __table_args__ = (
        CheckConstraint("direction IN ('given', 'received')", name="direction"),
        CheckConstraint("owner_id <> subject_id", name="not_oneself"),
        Index("ix_favour_pair", "owner_id", "subject_id", "done_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    direction: Mapped[str]  # given: I did something for them; received: they for me
    text: Mapped[str]
    done_at: Mapped[datetime]  # noon of the day that was named, or the moment when it was noted on that day
    noted_at: Mapped[datetime] = mapped_column(default=now)
    thanked_at: Mapped[datetime | None]  # by who received it

    @classmethod
    def of(cls, owner: Person) -> Rows["Favour"]:
        """The latest first."""
        return Rows(cls).where(cls.owner_id == owner.id).order_by(cls.done_at.desc(), cls.id.desc())

    @property
    def is_given(self) -> bool:
        return self.direction == "given"
