"""Meeting, what the two say came of it, and their thanks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    DateTime,
    ForeignKey,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.followup.models.guests import Guest
from eventnet.followup.models.requests import MeetingRequest
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

ON = text("cancelled_at IS NULL")


class Meeting(Model):
    """What was agreed. One a request; a change keeps the UID and raises SEQUENCE."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("way IN ('in_person', 'call')", name="way"),
        CheckConstraint("minutes BETWEEN 10 AND 240", name="minutes"),
        index_where(ON, "ix_meeting_on_starts", "starts_at"),
    )

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
    agreed_at: Mapped[datetime] = mapped_column(default=now)  # this time and place
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    cancelled_why: Mapped[str] = mapped_column(default="")
    reminded_at: Mapped[datetime | None]  # the day before
    reminded_soon_at: Mapped[datetime | None]  # two hours before
    asked_at: Mapped[datetime | None]  # "did you meet?"
    proven_at: Mapped[datetime | None]  # when their phones saw each other there

    request: Mapped[MeetingRequest] = relationship(back_populates="meeting", lazy="joined", innerjoin=True)
    outcomes: Mapped[list["Outcome"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    thanks: Mapped[list["ThankYou"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", back_populates="meeting"
    )
    guests: Mapped[list[Guest]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", back_populates="meeting", order_by=Guest.id
    )

    @classmethod
    def of(cls, person: Person) -> Rows["Meeting"]:
        return (
            Rows(cls)
            .join(MeetingRequest, MeetingRequest.id == cls.request_id)
            .where(cls.comes(person.id))
            .order_by(cls.starts_at)
        )

    @classmethod
    def comes(cls, *ids: int) -> ColumnElement[bool]:
        """One of these persons: of the two, unless they have left, or a guest. Beside a joined MeetingRequest."""
        theirs = (Guest.person_id.in_(ids), Guest.answer == "yes", Guest.left_at.is_(None))
        as_guest = select(Meeting.request_id).join(Guest, Guest.meeting_id == Meeting.id).where(*theirs)
        gone = and_(Guest.meeting_id == cls.id, Guest.brought_by_id.is_(None), Guest.left_at.is_not(None))
        the_two = [
            and_(column.in_(ids), ~exists().where(gone, Guest.person_id == column))
            for column in (MeetingRequest.sender_id, MeetingRequest.recipient_id)
        ]
        return or_(*the_two, MeetingRequest.id.in_(as_guest))

    @classmethod
    def has_guests(cls) -> ColumnElement[bool]:
        """Somebody comes along, so that what one says is not said for all."""
        return exists().where(Guest.meeting_id == cls.id, Guest.answer == "yes", Guest.left_at.is_(None))

    @classmethod
    def denied_by(cls, person_id: int) -> ColumnElement[bool]:
        """This person says that they did not meet."""
        return exists().where(Outcome.meeting_id == cls.id, Outcome.person_id == person_id, ~Outcome.held)

    @classmethod
    def on(cls) -> Rows["Meeting"]:
        return Rows(cls).where(cls.cancelled_at.is_(None)).order_by(cls.starts_at, cls.id)

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
    def is_call(self) -> bool:
        return self.way == "call"

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    @property
    def state(self) -> str:
        """agreed, over, or what became of the request after it was called off."""
        if self.is_on:
            return "over" if self.is_over else "agreed"
        answer = self.request.answer
        return answer if answer in {"other_times", "later", "never"} else "cancelled"

    @property
    def people(self) -> tuple[Person, Person]:
        return self.request.sender, self.request.recipient

    @property
    def outcome(self) -> str | None:
        """held, not_held, or disputed when the two remember differently; None while nobody has said.

        What their phones have seen needs no word.
        """
        if self.proven_at:
            return "held"
        said = [outcome.held for outcome in self.outcomes]
        if len(set(said)) == 2:
            return "held" if said.count(True) > 1 else "disputed"
        return None if not said else "held" if said[0] else "not_held"

    @property
    def coming(self) -> list[Person]:
        """The two who agreed on it, unless one has left, and the guests who said yes."""
        gone = {guest.person_id for guest in self.guests if guest.is_gone_from_the_two}
        the_two = [person for person in self.people if person.id not in gone]
        return the_two + [guest.person for guest in self.guests if guest.is_coming]

    def guest(self, person: Person) -> Guest | None:
        """As a guest; not one of the two."""
        return next((each for each in self.guests if each.person_id == person.id and each.brought_by_id), None)

    def other(self, person: Person) -> Person:
        """Whom this person meets: the other of the two, a guest's host; once they have left, who comes instead."""
        guest = self.guest(person)
        other = guest.brought_by if guest and guest.brought_by else self.request.other(person)
        coming = self.coming if self.guests else [other]
        return other if other in coming else next((each for each in coming if each.id != person.id), other)

    def is_proven_for(self, person: Person) -> bool:
        """Phones of the two prove it for both; among more, each phone for its own person."""
        said = self.said_by(person)
        return self.proven_at is not None and (len(self.coming) < 3 or bool(said and said.held))

    def said_by(self, person: Person) -> "Outcome | None":
        return next((outcome for outcome in self.outcomes if outcome.person_id == person.id), None)

    def thanked_by(self, person: Person) -> "ThankYou | None":
        return next((thanks for thanks in self.thanks if thanks.from_id == person.id), None)

    def may_be_thanked_by(self, person: Person) -> bool:
        """Once, after it, unless this person says that it did not happen."""
        said = self.said_by(person)
        is_held = self.proven_at is not None or said is None or said.held
        return self.is_on and self.is_over and not self.thanked_by(person) and is_held


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

    meeting: Mapped[Meeting] = relationship(back_populates="thanks")
