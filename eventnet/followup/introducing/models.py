"""Introduction, and what each of the two says to it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, exists, text
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

OPEN = text("closed_at IS NULL")
WAITING = text("asked_at IS NULL AND due_at IS NOT NULL")


class Introduction(Model):
    """You two should meet. Of the two the lower id is first, so that a pair is one pair."""

    __tablename__ = "introduction"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="order"),
        CheckConstraint("introducer_id <> first_id AND introducer_id <> second_id", name="not_oneself"),
        index_where(OPEN, "uq_introduction_open_pair", "introducer_id", "first_id", "second_id", unique=True),
        Index("ix_introduction_introducer", "introducer_id", "made_at"),
        Index("ix_introduction_pair", "first_id", "second_id"),
        index_where(OPEN, "ix_introduction_open_expires", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    introducer_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]  # when silence closes it
    withdrawn_at: Mapped[datetime | None]
    came_about_at: Mapped[datetime | None]  # both said yes
    closed_at: Mapped[datetime | None]

    introducer: Mapped[Person] = relationship(foreign_keys=introducer_id, lazy="joined", innerjoin=True)
    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    sides: Mapped[list["Side"]] = relationship(
        back_populates="introduction", cascade="all, delete-orphan", lazy="selectin", order_by="Side.id"
    )

    @classmethod
    def by(cls, person: Person) -> Rows["Introduction"]:
        return Rows(cls).where(cls.introducer_id == person.id).order_by(cls.made_at.desc(), cls.id.desc())

    @classmethod
    def of_pair(cls, one: Person, other: Person) -> Rows["Introduction"]:
        """Whoever introduced them, the latest first."""
        first, second = sorted((one.id, other.id))
        return Rows(cls).where(cls.first_id == first, cls.second_id == second).order_by(cls.made_at.desc())

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.event.zone)

    @property
    def people(self) -> tuple[Person, Person]:
        one, other = self.sides
        return one.person, other.person

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and now() < self.expires_at

    @property
    def state(self) -> str:
        """open, came_about, withdrawn, or closed: by silence or by a no, which nobody can tell apart."""
        if self.came_about_at:
            return "came_about"
        if self.withdrawn_at:
            return "withdrawn"
        return "open" if self.is_open else "closed"

    def other(self, person: Person) -> Person:
        return next(each for each in self.people if each.id != person.id)

    def close(self) -> None:
        """Whoever was not asked by now will not be asked."""
        self.closed_at = self.closed_at or now()
        for side in self.sides:
            side.due_at = side.due_at if side.asked_at else None


class Side(Model):
    """One of the two: when they are asked, and what they say. The letter's secret stands here as a fingerprint."""

    __tablename__ = "introduction_side"
    __table_args__ = (
        UniqueConstraint("introduction_id", "person_id"),
        CheckConstraint("answer IN ('yes', 'no', 'never')", name="answer"),
        Index("ix_introduction_side_person", "person_id", "asked_at"),
        index_where(WAITING, "ix_introduction_side_due", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    due_at: Mapped[datetime | None]  # when their pace lets it through; None: never
    asked_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    fingerprint: Mapped[str | None] = mapped_column(unique=True)

    introduction: Mapped[Introduction] = relationship(back_populates="sides", lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def put_to(cls, person: Person) -> Rows["Side"]:
        """What the pace holds back is not there yet."""
        return Rows(cls).where(cls.person_id == person.id, cls.asked_at.is_not(None)).order_by(cls.asked_at, cls.id)

    @classmethod
    def open_for(cls, person: Person) -> Rows["Side"]:
        """Asked, and no word said yet."""
        return (
            cls.put_to(person)
            .where(cls.answer.is_(None))
            .join(Introduction, Introduction.id == cls.introduction_id)
            .where(Introduction.closed_at.is_(None), Introduction.expires_at > now())
        )

    @classmethod
    def waiting(cls) -> Rows["Side"]:
        """Not asked yet; nobody is asked in vain once the other one has said no."""
        return Rows(cls).where(cls.asked_at.is_(None), cls.due_at.is_not(None), ~cls._other_says_no())

    @classmethod
    def _other_says_no(cls) -> ColumnElement[bool]:
        other = aliased(cls)
        return exists().where(
            other.introduction_id == cls.introduction_id, other.id != cls.id, other.answer.in_(("no", "never"))
        )

    @property
    def other(self) -> Person:
        return self.introduction.other(self.person)
