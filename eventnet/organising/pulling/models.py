"""PretixSource: where the list of an event is pulled from; PretixAbsence: who is coming no more as pretix says."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model
from eventnet.events.models import BADGE_MARGIN, Attendee, Event
from eventnet.organising.pulling.troubles import LASTING
from eventnet.rows import Rows
from eventnet.sealing import CannotUnseal, seal, unseal

BEFORE = timedelta(days=7)
EVERY = timedelta(minutes=15)


class PretixSource(Model):
    """One connection an event. The token rests sealed and is shown to nobody again."""

    __tablename__ = "pretix_source"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    server: Mapped[str]
    organiser: Mapped[str]  # the short names there
    event_there: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # the token
    hook: Mapped[str | None] = mapped_column(unique=True)  # fingerprint of the secret in the address that pretix calls
    connected_at: Mapped[datetime] = mapped_column(default=now)

    wanted_at: Mapped[datetime | None]  # somebody or something asked for a pull that has not begun
    asked_at: Mapped[datetime | None]  # the last one began
    waits_until: Mapped[datetime | None]  # no question before
    misses: Mapped[int] = mapped_column(default=0)  # in a row
    problem: Mapped[str] = mapped_column(default="")  # of the last one: a code of troubles.py
    pulled_at: Mapped[datetime | None]  # the last one that came to its end
    since: Mapped[str] = mapped_column(default="")  # what pretix called that moment
    underway: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # where the present one stands
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what the last one came to

    event: Mapped[Event] = relationship()

    @classmethod
    def of(cls, event_id: int) -> Rows["PretixSource"]:
        return Rows(cls).where(cls.event_id == event_id)

    @classmethod
    def due(cls) -> Rows["PretixSource"]:
        """Those to be asked now: because something wants it, or as a week before the event until its end it is time."""
        at = now()
        free = (cls.problem.not_in(LASTING)) & ((cls.waits_until.is_(None)) | (cls.waits_until <= at))
        near = (Event.starts_at <= at + BEFORE) & (Event.ends_at >= at)
        long_ago = (cls.asked_at.is_(None)) | (cls.asked_at <= at - EVERY)
        going_on = (Event.ends_at >= at - BADGE_MARGIN) & (Event.purged_at.is_(None))
        joined = Rows(cls).join(Event, Event.id == cls.event_id).where(going_on)
        return joined.where(free, (cls.wanted_at.is_not(None)) | (near & long_ago)).order_by(cls.event_id)

    @property
    def token(self) -> str:
        """Empty when the secret key of this server was changed since: then it is to be typed again."""
        try:
            return unseal(self.sealed, _purpose(self.event_id)).decode()
        except CannotUnseal:
            return ""

    @token.setter
    def token(self, token: str) -> None:
        self.sealed = seal(token.encode(), _purpose(self.event_id))

    @property
    def is_waiting(self) -> bool:
        """pretix, or our own patience, says not yet."""
        return self.waits_until is not None and self.waits_until > now()


class PretixAbsence(Model):
    """This attendee's ticket is valid no more. Nobody is removed for it: that is for the office to decide."""

    __tablename__ = "pretix_absence"
    __table_args__ = (Index("ix_pretix_absence_event", "event_id", "attendee_id"),)

    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    reason: Mapped[str]  # a code of importing/standing.py
    since_at: Mapped[datetime] = mapped_column(default=now)

    attendee: Mapped[Attendee] = relationship()

    @classmethod
    def at(cls, event: Event) -> Rows["PretixAbsence"]:
        """The last on the list first."""
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.attendee_id.desc())


def _purpose(event_id: int) -> str:
    return f"pretix token {event_id}"
