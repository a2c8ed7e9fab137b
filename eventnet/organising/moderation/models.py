"""Report: what one attendee told the team of an event about another. The other never learns who it was."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.people.models import Person
from eventnet.rows import Rows


class Report(Model):
    """Goes with either of the two."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("reporter_id <> subject_id", name="not_oneself"),
        CheckConstraint("outcome IN ('paused', 'dismissed')", name="outcome"),
        Index("ix_report_event", "event_id", "handled_at", "id"),
        Index("ix_report_reporter", "reporter_id", "made_at"),
        Index("ix_report_subject", "subject_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    words: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    outcome: Mapped[str | None]

    reporter: Mapped[Person] = relationship(foreign_keys=reporter_id)
    subject: Mapped[Person] = relationship(foreign_keys=subject_id)

    @classmethod
    def at(cls, event: Event) -> Rows["Report"]:
        return Rows(cls).where(cls.event_id == event.id)

    @classmethod
    def open_at(cls, event: Event) -> Rows["Report"]:
        """The oldest first: it has waited longest."""
        return cls.at(event).where(cls.handled_at.is_(None)).order_by(cls.id)

    @classmethod
    def by(cls, person: Person) -> Rows["Report"]:
        return Rows(cls).where(cls.reporter_id == person.id)

    def handle(self, by: Person, outcome: str) -> None:
        self.handled_at, self.handled_by_id, self.outcome = now(), by.id, outcome
