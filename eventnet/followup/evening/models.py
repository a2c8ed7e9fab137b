"""Evening: one person after one day of an event; Round: those whose hour has come; Choice: who is met again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import fingerprint, new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

PURPOSE = "evening link"
WAITING = text("done_at IS NULL")


class Evening(Model):
    """One a person and day of an event, whether a letter went out or not; so none goes out twice."""

    __tablename__ = "evening"
    __table_args__ = (UniqueConstraint("person_id", "event_id", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    link: Mapped[str | None] = mapped_column(unique=True)  # fingerprint of the secret in the letter
    made_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def of(cls, person: Person) -> Rows["Evening"]:
        return Rows(cls).where(cls.person_id == person.id).order_by(cls.on.desc(), cls.id.desc())

    @classmethod
    def behind(cls, secret: str, since: datetime) -> "Evening | None":
        """The one whose letter has this secret, if it was written after `since`."""
        return Rows(cls).where(cls.link == fingerprint(secret, PURPOSE), cls.made_at > since).first()


class Round(Model):
    """The evenings of one event and day for everybody whose hour is this one or earlier, some at a time."""

    __tablename__ = "evening_round"
    __table_args__ = (
        UniqueConstraint("event_id", "on", "hour"),
        index_where(WAITING, "ix_evening_round_waiting", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    on: Mapped[date]
    hour: Mapped[int]
    after_id: Mapped[int] = mapped_column(default=0, server_default="0")  # the last person who is done
    done_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def waiting(cls) -> Rows["Round"]:
        return Rows(cls).where(cls.done_at.is_(None)).order_by(cls.id)


class Choice(Model):
    """The owner wants to meet the subject again, by a day; without a day the subject rests. Only the owner reads it."""

    __tablename__ = "choice"
    __table_args__ = (
        UniqueConstraint("owner_id", "subject_id"),
        CheckConstraint("owner_id <> subject_id", name="not_oneself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    chosen_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]  # said by hand; a request or a letter is seen without it

    subject: Mapped[Person] = relationship(foreign_keys=subject_id, lazy="joined", innerjoin=True)

    @classmethod
    def by(cls, owner: Person) -> Rows["Choice"]:
        return Rows(cls).where(cls.owner_id == owner.id)

    @property
    def is_open(self) -> bool:
        return self.on is not None and self.done_at is None
