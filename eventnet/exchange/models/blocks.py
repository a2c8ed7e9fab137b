"""Block: who wants nothing from whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class Block(Model):
    """Blocker wants nothing from blocked; the blocked one learns nothing of it."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("blocker_id", "blocked_id"), Index("ix_block_blocked", "blocked_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    blocker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    blocked_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    since_at: Mapped[datetime] = mapped_column(default=now)

    blocked: Mapped[Person] = relationship(foreign_keys=blocked_id, lazy="joined", innerjoin=True)

    @classmethod
    def by(cls, person: Person) -> Rows["Block"]:
        return Rows(cls).where(cls.blocker_id == person.id).order_by(cls.since_at.desc())

    @classmethod
    def stands_between(cls, one: Person, other: Person) -> bool:
        return Rows(cls).where(cls.between(one.id, other.id)).any()

    @classmethod
    def between(cls, one: Any, other: Any) -> ColumnElement[bool]:
        """Either way; ids or columns."""
        return or_(
            and_(cls.blocker_id == one, cls.blocked_id == other),
            and_(cls.blocker_id == other, cls.blocked_id == one),
        )
