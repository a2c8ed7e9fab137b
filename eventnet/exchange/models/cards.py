"""Contact: a card that somebody holds. CardRequest: a card that somebody waits for."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Event
from eventnet.people.models import Person
from eventnet.rows import Rows


class Contact(Model):
    """Owner holds subject's card: what was given, where, how, under which words, until when."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("owner_id", "subject_id"),
        CheckConstraint("owner_id <> subject_id", name="not_oneself"),
        Index("ix_contact_owner_given", "owner_id", "given_at"),
        Index("ix_contact_subject_given", "subject_id", "given_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    how: Mapped[str]  # live, badge, spoken, link, desk or introduced
    fields: Mapped[list[str]] = mapped_column(JSON)
    consent_text: Mapped[str]  # version of the words that stood beside the button
    given_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    owner: Mapped[Person] = relationship(foreign_keys=owner_id)
    subject: Mapped[Person] = relationship(foreign_keys=subject_id, lazy="joined", innerjoin=True)
    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def held_by(cls, person: Person) -> Rows["Contact"]:
        """Cards that this person holds and may still read, the newest first."""
        return Rows(cls).where(cls.owner_id == person.id, *cls.alive()).order_by(cls.given_at.desc(), cls.id.desc())

    @classmethod
    def given_by(cls, person: Person) -> Rows["Contact"]:
        """Who holds this person's card."""
        return Rows(cls).where(cls.subject_id == person.id, *cls.alive()).order_by(cls.given_at.desc(), cls.id.desc())

    @classmethod
    def ever_given_by(cls, person: Person) -> Rows["Contact"]:
        """With those that have ended, so that a second tap on the same button does no harm."""
        return Rows(cls).where(cls.subject_id == person.id)

    @classmethod
    def alive(cls) -> tuple[ColumnElement[bool], ...]:
        return (cls.withdrawn_at.is_(None), or_(cls.until.is_(None), cls.until > now()))

    @property
    def is_alive(self) -> bool:
        return self.withdrawn_at is None and (self.until is None or self.until > now())


class CardRequest(Model):
    """A badge was scanned: the scanner gave a card and waits for the other's. One a pair of asker and asked."""

    __tablename__ = "card_request"
    __table_args__ = (
        UniqueConstraint("asker_id", "asked_id"),
        CheckConstraint("asker_id <> asked_id", name="not_oneself"),
        Index("ix_card_request_asked", "asked_id", "answered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    given_back: Mapped[bool | None]

    asker: Mapped[Person] = relationship(foreign_keys=asker_id, lazy="joined", innerjoin=True)
    asked: Mapped[Person] = relationship(foreign_keys=asked_id)
    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def waiting_for(cls, person: Person) -> Rows["CardRequest"]:
        return (
            Rows(cls)
            .where(cls.asked_id == person.id, cls.answered_at.is_(None))
            .order_by(cls.asked_at.desc(), cls.id.desc())
        )

    @classmethod
    def put_to(cls, person: Person) -> Rows["CardRequest"]:
        """Open and closed ones, so that a second tap on the same button does no harm."""
        return Rows(cls).where(cls.asked_id == person.id)

    @classmethod
    def open_from(cls, person: Person) -> Rows["CardRequest"]:
        return (
            Rows(cls)
            .where(cls.asker_id == person.id, cls.answered_at.is_(None))
            .order_by(cls.asked_at.desc(), cls.id.desc())
        )
