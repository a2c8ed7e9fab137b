"""Who is not on the list any more: taken off it, or found to be there twice."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models.event import Event
from eventnet.people.models import Person
from eventnet.rows import Rows

KEPT_FOR = timedelta(days=7)


class Removal(Model):
    """A place that was taken away, put together so that it can be given back for a week.

    The attendee itself is gone meanwhile. So nothing that looks for attendees can find it by mistake: no code, no
    desk, no count, no file.
    """

    __tablename__ = "removal"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        Index("ix_removal_event_folded", "event_id", "folded", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    external_id: Mapped[str | None]
    listed_name: Mapped[str | None]
    listed_email: Mapped[str | None]
    listed_organisation: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    folded: Mapped[str] = mapped_column(default="")
    kept: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)  # the place and what hung on it, sealed
    removed_at: Mapped[datetime] = mapped_column(default=now, index=True)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)

    event: Mapped[Event] = relationship()
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])

    @classmethod
    def at(cls, event: Event) -> Rows["Removal"]:
        """As long as it can be undone."""
        return Rows(cls).where(cls.event_id == event.id, cls.removed_at > now() - KEPT_FOR)

    @classmethod
    def shuts_out(cls, event: Event, person: Person) -> bool:
        """Whoever had taken a place that was taken away does not simply take another one."""
        return cls.at(event).where(cls.person_id == person.id, cls.claimed_at.is_not(None)).any()

    @property
    def ends_at(self) -> datetime:
        return self.removed_at + KEPT_FOR


class FormerEntry(Model):
    """An entry that was merged into this attendee: its badge may be around a neck, and lists may name it again."""

    __tablename__ = "former_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), index=True)
    badge: Mapped[str] = mapped_column(unique=True)
    handle: Mapped[str]
    external_id: Mapped[str | None]
    listed_name: Mapped[str | None]
    listed_email: Mapped[str | None]
    listed_organisation: Mapped[str | None]
    merged_at: Mapped[datetime] = mapped_column(default=now)
