"""MeetingRequest and its Slots and AnswerLink; Meeting, Outcome, ThankYou; Rest and QuietTime."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.people.models import Person
from eventnet.rows import Rows

ANSWERS = ("accepted", "other_times", "call", "later", "declined", "never")
LIFE = timedelta(days=14)
REMIND_AFTER = timedelta(days=5)


class MeetingRequest(Model):
    """Asks one person for a meeting. Answered while `answered_at` stands; it can be answered anew until the meeting."""

    __tablename__ = "meeting_request"
    __table_args__ = (
        CheckConstraint("sender_id <> recipient_id", name="not_oneself"),
        CheckConstraint("minutes BETWEEN 10 AND 240", name="minutes"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer"),
        Index(
            "uq_meeting_request_open_pair",
            "sender_id",
            "recipient_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_meeting_request_recipient", "recipient_id", "delivered_at"),
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
    expires_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answer_note: Mapped[str] = mapped_column(default="")
    ask_after_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]
    closed_at: Mapped[
        datetime | None
    ]  # no longer counts as open: answered for good, withdrawn, expired, or met

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    sender: Mapped[Person] = relationship(foreign_keys=sender_id, lazy="joined", innerjoin=True)
    recipient: Mapped[Person] = relationship(foreign_keys=recipient_id, lazy="joined", innerjoin=True)
    slots: Mapped[list["Slot"]] = relationship(
        back_populates="request", order_by="Slot.starts_at", cascade="all, delete-orphan", lazy="selectin"
    )
    meeting: Mapped["Meeting | None"] = relationship(back_populates="request")

    @classmethod
    def sent_by(cls, person: Person) -> Rows["MeetingRequest"]:
        return Rows(cls).where(cls.sender_id == person.id).order_by(cls.sent_at.desc())

    @classmethod
    def received_by(cls, person: Person) -> Rows["MeetingRequest"]:
        """What has reached this person; what the pace holds back is not there yet."""
        return (
            Rows(cls)
            .where(cls.recipient_id == person.id, cls.delivered_at.is_not(None))
            .order_by(cls.sent_at.desc())
        )

    @classmethod
    def seen_by(cls, person: Person) -> Rows["MeetingRequest"]:
        received = (cls.recipient_id == person.id) & cls.delivered_at.is_not(None)
        return Rows(cls).where(or_(cls.sender_id == person.id, received)).order_by(cls.sent_at.desc())

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_waiting(self) -> bool:
        """Nobody has answered yet."""
        return self.closed_at is None and self.answered_at is None

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def proposed_slots(self) -> list["Slot"]:
        """The sender's times."""
        return [slot for slot in self.slots if slot.proposed_by_id == self.sender_id]

    @property
    def counter_slots(self) -> list["Slot"]:
        """The other times that the recipient proposed."""
        return [slot for slot in self.slots if slot.proposed_by_id == self.recipient_id]


class Slot(Model):
    """A time proposed by one of the two."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("request_id", "proposed_by_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_request.id", ondelete="CASCADE"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    starts_wall: Mapped[datetime] = mapped_column(DateTime(timezone=False))

    request: Mapped[MeetingRequest] = relationship(back_populates="slots")

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.request.minutes)

    @property
    def is_past(self) -> bool:
        return self.starts_at <= now()


class AnswerLink(Model):
    """Lets whoever holds the letter answer as its recipient; ends with the meeting."""

    __tablename__ = "answer_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_request.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    request: Mapped[MeetingRequest] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Meeting(Model):
    """What was agreed. One a request; a change keeps the UID and raises SEQUENCE."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("way IN ('in_person', 'call')", name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_request.id", ondelete="CASCADE"), unique=True)
    starts_at: Mapped[datetime]
    starts_wall: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str]
    minutes: Mapped[int]
    place: Mapped[str]
    way: Mapped[str] = mapped_column(default="in_person")
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    agreed_at: Mapped[datetime] = mapped_column(default=now)
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    cancelled_why: Mapped[str] = mapped_column(default="")
    reminded_at: Mapped[datetime | None] = mapped_column(index=True)
    asked_at: Mapped[datetime | None] = mapped_column(index=True)  # "did you meet?"

    request: Mapped[MeetingRequest] = relationship(back_populates="meeting", lazy="joined", innerjoin=True)
    outcomes: Mapped[list["Outcome"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    thanks: Mapped[list["ThankYou"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @classmethod
    def of(cls, person: Person) -> Rows["Meeting"]:
        return (
            Rows(cls)
            .join(MeetingRequest, MeetingRequest.id == cls.request_id)
            .where(or_(MeetingRequest.sender_id == person.id, MeetingRequest.recipient_id == person.id))
            .order_by(cls.starts_at)
        )

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def is_on(self) -> bool:
        return self.cancelled_at is None

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    @property
    def people(self) -> tuple[Person, Person]:
        return self.request.sender, self.request.recipient

    @property
    def outcome(self) -> str | None:
        """held, not_held, or disputed when the two remember differently; None while nobody has said."""
        said = {outcome.held for outcome in self.outcomes}
        if len(said) == 2:
            return "disputed"
        return None if not said else "held" if said.pop() else "not_held"

    def other(self, person: Person) -> Person:
        sender, recipient = self.people
        return recipient if person.id == sender.id else sender

    def said_by(self, person: Person) -> "Outcome | None":
        return next((outcome for outcome in self.outcomes if outcome.person_id == person.id), None)

    def thanked_by(self, person: Person) -> "ThankYou | None":
        return next((thanks for thanks in self.thanks if thanks.from_id == person.id), None)


class Outcome(Model):
    """What one of the two says: we met, or we did not."""

    __tablename__ = "outcome"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    held: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(default=now)


class ThankYou(Model):
    """Two lines after a meeting."""

    __tablename__ = "thank_you"
    __table_args__ = (UniqueConstraint("meeting_id", "from_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=now)


class Rest(Model):
    """Asker leaves person in peace: until a moment, or for good."""

    __tablename__ = "rest"
    __table_args__ = (UniqueConstraint("asker_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime | None]  # None: for good
    since_at: Mapped[datetime] = mapped_column(default=now)


class QuietTime(Model):
    """Days on which a person wants no requests."""

    __tablename__ = "quiet_time"
    __table_args__ = (CheckConstraint("until_on >= from_on", name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]

    @classmethod
    def of(cls, person: Person) -> Rows["QuietTime"]:
        return Rows(cls).where(cls.person_id == person.id).order_by(cls.from_on)
