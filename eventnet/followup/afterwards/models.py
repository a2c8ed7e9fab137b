"""Again: the day from which one person wants to be in touch with another again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class Again(Model):
    """The owner's private memory, like a note; one a pair."""

    __tablename__ = "again"
    __table_args__ = (
        UniqueConstraint("owner_id", "subject_id"),
        CheckConstraint("owner_id <> subject_id", name="not_oneself"),
        Index("ix_again_due", "owner_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date]
    set_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, owner: Person) -> Rows["Again"]:
        return Rows(cls).where(cls.owner_id == owner.id).order_by(cls.due_on, cls.id)
