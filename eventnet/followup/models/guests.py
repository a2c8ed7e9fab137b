"""Guest: somebody whom one of the two asked to come along, or one of the two who cannot come after all."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

if TYPE_CHECKING:
    from eventnet.followup.models.meetings import Meeting

WAITING = text("asked_at IS NULL AND due_at IS NOT NULL")


class Guest(Model):
    """Suggested to the other one, asked in their turn, coming, gone: each with its moment."""

    __tablename__ = "meeting_guest"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("answer IN ('yes', 'no', 'never')", name="answer"),
        Index("ix_meeting_guest_person", "person_id", "asked_at"),
        index_where(WAITING, "ix_meeting_guest_due", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # None: one of the two themselves, who has left
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(default="")
    suggested_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime | None]  # when they are asked; None: never
    agreed_at: Mapped[datetime | None]  # the other one of the two says: gladly
    refused_at: Mapped[datetime | None]  # or: rather not
    asked_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    meeting: Mapped["Meeting"] = relationship(back_populates="guests", lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)
    brought_by: Mapped[Person | None] = relationship(foreign_keys=brought_by_id, lazy="joined")

    @classmethod
    def asked_of(cls, person: Person) -> Rows["Guest"]:
        """What this person was asked; what waits its turn is not there yet."""
        return Rows(cls).where(cls.person_id == person.id, cls.asked_at.is_not(None)).order_by(cls.asked_at)

    @classmethod
    def open_for(cls, person: Person) -> Rows["Guest"]:
        """Asked, and no word said yet; some of these meetings may be over or off."""
        return cls.asked_of(person).where(cls.answer.is_(None), cls.brought_by_id.is_not(None))

    @property
    def is_coming(self) -> bool:
        return self.answer == "yes" and self.left_at is None

    @property
    def is_gone_from_the_two(self) -> bool:
        return self.brought_by_id is None and self.left_at is not None

    @property
    def takes_place(self) -> bool:
        """Comes, or may still come."""
        return self.state in ("suggested", "waiting", "asked", "yes")

    @property
    def state(self) -> str:
        """suggested, waiting, refused, asked, yes, no or left."""
        if self.left_at:
            return "left"
        if self.answer:
            return "yes" if self.answer == "yes" else "no"
        if self.refused_at:
            return "refused"
        return "asked" if self.asked_at else "waiting" if self.agreed_at else "suggested"


class GuestLink(Model):
    """Lets whoever holds a letter act as this guest; each letter has a secret of its own."""

    __tablename__ = "meeting_guest_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("meeting_guest.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    guest: Mapped[Guest] = relationship(lazy="joined", innerjoin=True)
