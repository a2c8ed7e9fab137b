"""Scan: what a phone reported. Encounter: that two people met."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model
from eventnet.events.models import Attendee, Event
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

# Few scans are: by a clock that is fast, of a code that nobody knows, of somebody who is not invited.
ODD = text("(outcome IN ('unknown', 'invited-only') OR scanned_at > received_at)")


class Scan(Model):
    """What a phone reported, and what came of it: the same id again is the same answer."""

    __tablename__ = "scan"
    __table_args__ = (
        UniqueConstraint("scanner_id", "uuid"),
        Index("ix_scan_scanner_received", "scanner_id", "event_id", "received_at"),
        index_where(ODD, "ix_scan_odd", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scanner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    uuid: Mapped[str]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    attendee_id: Mapped[int | None] = mapped_column(ForeignKey("attendee.id", ondelete="SET NULL"), index=True)
    how: Mapped[str]
    outcome: Mapped[str]
    scanned_at: Mapped[datetime]  # the phone's claim
    received_at: Mapped[datetime] = mapped_column(default=now)  # what counts
    noted: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))  # what the phone last noted with it
    noted_at: Mapped[datetime | None]  # when, by the phone's clock: an older note that comes later changes nothing

    scanner: Mapped[Person] = relationship()
    attendee: Mapped[Attendee | None] = relationship()

    @classmethod
    def by(cls, person: Person) -> Rows["Scan"]:
        return Rows(cls).where(cls.scanner_id == person.id)


class Encounter(Model):
    """Two people met at an event; one row a pair and event, the lower id first."""

    __tablename__ = "encounter"
    __table_args__ = (
        UniqueConstraint("event_id", "first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="order"),
        Index("ix_encounter_pair", "first_id", "second_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    how: Mapped[str]  # live, badge, spoken, link, desk or introduced
    met_at: Mapped[datetime] = mapped_column(default=now)
    turn: Mapped[int] = mapped_column(default=1, server_default="1")  # each scan of the pair counts it up

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def between(cls, one: Person, other: Person) -> Rows["Encounter"]:
        first, second = sorted((one.id, other.id))
        return Rows(cls).where(cls.first_id == first, cls.second_id == second).order_by(cls.met_at)
