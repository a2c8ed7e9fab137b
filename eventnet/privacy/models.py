"""Closing: how long an event keeps its list, who was told of the end, and that it came."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model, db, insert_into, insert_once
from eventnet.events.models import Event
from eventnet.people.models import Person
from eventnet.rows import Rows

FEWEST_DAYS, DAYS, MOST_DAYS = 30, 90, 365
NOTICE = timedelta(days=14)
TRIED_FOR = timedelta(hours=12)  # a letter that cannot be written
REST = timedelta(days=1)  # between the owner's word and the end: a night to sleep on it


class Closing(Model):
    """One an event; made when it is needed. State is when: noticing, noticed, asked, begun, closed."""

    __tablename__ = "closing"
    __table_args__ = (CheckConstraint("keep_days BETWEEN 30 AND 365", name="keep_days"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    keep_days: Mapped[int] = mapped_column(default=DAYS)
    noticing_at: Mapped[datetime | None]  # people are being told
    noticed_number: Mapped[int] = mapped_column(default=0)
    noticed_to: Mapped[int] = mapped_column(default=0)  # the attendee up to whom they are
    noticed_at: Mapped[datetime | None]  # all of them are
    asked_at: Mapped[datetime | None]  # an owner does not want to wait
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    begun_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    erased: Mapped[int] = mapped_column(default=0)  # people who had never come in
    cleared: Mapped[int] = mapped_column(default=0)  # people of whom only the list's data went
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # by language; numbers, no people

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Person | None] = relationship()

    @classmethod
    def of(cls, event: Event) -> "Closing":
        """As stored, or as it would be; a look stores nothing."""
        found = Rows(cls).where(cls.event_id == event.id).first()
        return found or cls(event_id=event.id, keep_days=DAYS, noticed_number=0, noticed_to=0, erased=0, cleared=0)

    @classmethod
    def locked(cls, event: Event) -> "Closing":
        """For a change."""
        insert_once(cls, event_id=event.id, keep_days=DAYS)
        found = Rows(cls).where(cls.event_id == event.id).locked().first()
        assert found is not None
        return found

    @classmethod
    def found_missing(cls) -> None:
        """Every event has one, also those that are older than this room."""
        known = select(cls.event_id)
        ids = list(db.session.scalars(select(Event.id).where(Event.id.not_in(known))))
        if ids:
            rows = [{"event_id": each, "keep_days": DAYS} for each in ids]
            db.session.execute(insert_into(cls).values(rows).on_conflict_do_nothing())

    @classmethod
    def ahead(cls) -> Rows["Closing"]:
        """Those of which something may be due today."""
        soon = Event.ends_at <= now() - timedelta(days=FEWEST_DAYS) + NOTICE
        open_ = Rows(cls).join(Event, Event.id == cls.event_id).where(cls.begun_at.is_(None))
        return open_.where(or_(soon, cls.asked_at.is_not(None))).order_by(cls.event_id)

    @classmethod
    def telling(cls) -> Rows["Closing"]:
        return Rows(cls).where(cls.noticing_at.is_not(None), cls.noticed_at.is_(None)).order_by(cls.event_id)

    @classmethod
    def told_lately(cls) -> Rows["Closing"]:
        """Those of whose people somebody may still have to be told once more."""
        return Rows(cls).where(cls.noticed_at > now() - TRIED_FOR, cls.begun_at.is_(None)).order_by(cls.event_id)

    @classmethod
    def purging(cls) -> Rows["Closing"]:
        return Rows(cls).where(cls.begun_at.is_not(None), cls.closed_at.is_(None)).order_by(cls.event_id)

    @property
    def state(self) -> str:
        """open, asked, closing or closed."""
        if self.closed_at:
            return "closed"
        if self.begun_at:
            return "closing"
        return "asked" if self.asked_at else "open"
