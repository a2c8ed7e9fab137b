"""AuditAct: one thing that an organiser did; AuditLine: each person whose data it was about."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.organising.audit import words
from eventnet.people.models import Person
from eventnet.rows import Rows


class AuditAct(Model):
    """Who did what at which event. Of the people only their number, so that it stays when they are erased."""

    __tablename__ = "audit_act"
    __table_args__ = (
        Index("ix_audit_act_event", "event_id", "id"),
        Index("ix_audit_act_by", "by_id", "event_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    is_by_itself: Mapped[bool]  # eventnet did it; else a member, also one who is erased since
    what: Mapped[str]  # a key of words.WORDS
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # numbers and names of fields, nothing personal
    number: Mapped[int] = mapped_column(default=0)  # of people
    done_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    by: Mapped[Person | None] = relationship()

    @classmethod
    def at(cls, event: Event) -> Rows["AuditAct"]:
        """The latest first."""
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.id.desc())

    @classmethod
    def about(cls, person: Person) -> Rows["AuditAct"]:
        """What was done with the data of this person, at every event, the latest first."""
        return (
            Rows(cls)
            .join(AuditLine, AuditLine.act_id == cls.id)
            .where(AuditLine.person_id == person.id)
            .order_by(cls.id.desc())
        )

    @property
    def for_office(self) -> str:
        return words.for_office(self.what, self.said)

    @property
    def for_person(self) -> str:
        return words.for_person(self.what, self.said)


class AuditLine(Model):
    """It was about this person; goes with them."""

    __tablename__ = "audit_line"
    __table_args__ = (UniqueConstraint("act_id", "person_id"), Index("ix_audit_line_person", "person_id", "act_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("audit_act.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
