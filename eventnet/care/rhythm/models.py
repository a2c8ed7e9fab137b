"""Rhythm: how often the owner wants to be in touch with somebody. Nobody else ever reads it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows

MONTHS = {"monthly": 1, "quarterly": 3, "twice_a_year": 6, "yearly": 12}
CHOICES = ("never", *MONTHS)


class Rhythm(Model):
    """One a pair of owner and subject. `never`: no reminder, also not of a birthday."""

    __tablename__ = "rhythm"
    __table_args__ = (
        UniqueConstraint("owner_id", "subject_id"),
        CheckConstraint(f"every IN {CHOICES}", name="every"),
        CheckConstraint("owner_id <> subject_id", name="not_oneself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    every: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(default=now)
    later_on: Mapped[date | None]  # put off: not due before that day
    named_at: Mapped[datetime | None]  # when a weekly letter last named them, so that others have their turn

    @classmethod
    def of(cls, owner: Person) -> Rows["Rhythm"]:
        return Rows(cls).where(cls.owner_id == owner.id)

    @property
    def months(self) -> int | None:
        """None: no rhythm at all."""
        return MONTHS.get(self.every)
