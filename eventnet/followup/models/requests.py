"""MeetingRequest and the Slots that the two propose."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    DateTime,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

if TYPE_CHECKING:
    from eventnet.followup.models.meetings import Meeting

LIFE = timedelta(days=14)
OPEN = text("closed_at IS NULL")


class MeetingRequest(Model):
    """Asks one person for a meeting. `answer` is what the recipient said last; it may change until the meeting."""

    __tablename__ = "meeting_request"
    __table_args__ = (
        CheckConstraint("sender_id <> recipient_id", name="not_oneself"),
        CheckConstraint("minutes BETWEEN 10 AND 240", name="minutes"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("answer IN ('accepted', 'other_times', 'call', 'later', 'declined', 'never')", name="answer"),
        index_where(OPEN, "uq_meeting_request_open_pair", "sender_id", "recipient_id", unique=True),
        Index("ix_meeting_request_recipient", "recipient_id", "delivered_at"),
        index_where(OPEN, "ix_meeting_request_open_due", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    talked_about: Mapped[str] = mapped_column(default="")
    ask: Mapped[str]
    offer: Mapped[str] = mapped_column(default="")
    place: Mapped[str]
    minutes: Mapped[int] = mapped_column(default=30)
    zone: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)  # when the receiver's pace lets it through
    delivered_at: Mapped[datetime | None]  # when its letter was written
    expires_at: Mapped[datetime]  # when silence closes it; after an answer: until when that may change
    reminded_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answer_note: Mapped[str] = mapped_column(default="")
    countered_at: Mapped[datetime | None]  # the sender answered the recipient's times with others: it is their turn
    ask_after_on: Mapped[date | None]
    told_to_ask_at: Mapped[datetime | None]  # the sender heard that `ask_after_on` has come
    withdrawn_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # no longer open: answered no, withdrawn, expired, or the meeting is over

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    sender: Mapped[Person] = relationship(foreign_keys=sender_id, lazy="joined", innerjoin=True)
    recipient: Mapped[Person] = relationship(foreign_keys=recipient_id, lazy="joined", innerjoin=True)
    slots: Mapped[list["Slot"]] = relationship(
        back_populates="request", order_by="Slot.starts_at", cascade="all, delete-orphan", lazy="selectin"
    )
    meeting: Mapped["Meeting | None"] = relationship(back_populates="request", passive_deletes="all")

    @classmethod
    def sent_by(cls, person: Person) -> Rows["MeetingRequest"]:
        return Rows(cls).where(cls.sender_id == person.id).order_by(cls.sent_at.desc())

    @classmethod
    def seen_by(cls, person: Person) -> Rows["MeetingRequest"]:
        """Sent by this person, or arrived; what the pace holds back is not there yet for its recipient."""
        mine = or_(cls.sender_id == person.id, cls._reached(person))
        return Rows(cls).where(mine).order_by(cls.sent_at.desc())

    @classmethod
    def open(cls) -> Rows["MeetingRequest"]:
        return Rows(cls).where(cls.closed_at.is_(None)).order_by(cls.due_at, cls.id)

    @classmethod
    def answered_later(cls, until: date) -> Rows["MeetingRequest"]:
        """Answered with "ask me after", the day being `until` at the latest, and the sender not told yet."""
        return Rows(cls).where(
            cls.answer == "later", cls.ask_after_on <= until, cls.told_to_ask_at.is_(None), cls.withdrawn_at.is_(None)
        )

    @classmethod
    def between(cls, sender: Person, recipient: Person) -> Rows["MeetingRequest"]:
        """From one to the other, whatever became of it."""
        return Rows(cls).where(cls.sender_id == sender.id, cls.recipient_id == recipient.id)

    @classmethod
    def _reached(cls, person: Person) -> ColumnElement[bool]:
        return and_(cls.recipient_id == person.id, cls.delivered_at.is_not(None))

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def state(self) -> str:
        """One word: queued, waiting, an answer's name, countered, agreed, over, cancelled, withdrawn or expired."""
        if self.meeting:
            return self.meeting.state
        if self.withdrawn_at:
            return "withdrawn"
        if self.expired_at:
            return "expired"
        if self.answer == "other_times" and self.countered_at:
            return "countered"
        return self.answer or ("waiting" if self.delivered_at else "queued")

    @property
    def is_agreed(self) -> bool:
        return self.meeting is not None and self.meeting.is_on

    @property
    def is_withdrawable(self) -> bool:
        """While nothing is agreed and nothing is closed: unanswered, or other times on the table."""
        return self.is_open and not self.is_agreed

    @property
    def is_negotiable(self) -> bool:
        """The recipient has named times, so the sender may name others, or a call at one of them."""
        return self.is_open and self.answer == "other_times"

    @property
    def takes_answers(self) -> bool:
        """The recipient may answer, or answer otherwise: until the meeting, or as long as the request stands."""
        return (
            self.delivered_at is not None
            and self.withdrawn_at is None
            and self.expired_at is None
            and now() < self.answers_until
        )

    @property
    def answers_until(self) -> datetime:
        return self.meeting.starts_at if self.meeting and self.meeting.is_on else self.expires_at

    @property
    def proposed_slots(self) -> list["Slot"]:
        """The sender's times."""
        return [slot for slot in self.slots if slot.proposed_by_id == self.sender_id]

    @property
    def counter_slots(self) -> list["Slot"]:
        """The other times that the recipient proposed."""
        return [slot for slot in self.slots if slot.proposed_by_id == self.recipient_id]

    def slots_for(self, person: Person) -> list["Slot"]:
        """The other one's times that are still to come."""
        return [slot for slot in self.slots if slot.proposed_by_id != person.id and not slot.is_past]

    def other(self, person: Person) -> Person:
        return self.recipient if person.id == self.sender_id else self.sender

    def close(self) -> None:
        self.closed_at = self.closed_at or now()


class Slot(Model):
    """A time proposed by one of the two; the wall time is what they chose, in the request's zone."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("request_id", "proposed_by_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_request.id", ondelete="CASCADE"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    starts_wall: Mapped[datetime] = mapped_column(DateTime(timezone=False))

    request: Mapped[MeetingRequest] = relationship(back_populates="slots")

    @property
    def is_past(self) -> bool:
        return self.starts_at <= now()
