"""Scan, Encounter, Contact, CardRequest; the owner's Note and Tags; Block."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import Attendee, Event
from eventnet.people.models import Person
from eventnet.rows import Rows

WAYS = ("live", "badge", "spoken", "link", "desk", "introduced")
# Few scans are: by a clock that is fast, of a code that nobody knows, of somebody who is not invited.
ODD = text("(outcome IN ('unknown', 'invited-only') OR scanned_at > received_at)")


class Scan(Model):
    """What a phone reported, and what came of it: the same id again is the same answer."""

    __tablename__ = "scan"
    __table_args__ = (
        UniqueConstraint("scanner_id", "uuid"),
        Index("ix_scan_scanner_received", "scanner_id", "event_id", "received_at"),
        Index("ix_scan_odd", "received_at", sqlite_where=ODD, postgresql_where=ODD),
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
    how: Mapped[str]
    met_at: Mapped[datetime] = mapped_column(default=now)
    turn: Mapped[int] = mapped_column(default=1, server_default="1")  # each scan of the pair counts it up

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def between(cls, one: Person, other: Person) -> Rows["Encounter"]:
        first, second = sorted((one.id, other.id))
        return Rows(cls).where(cls.first_id == first, cls.second_id == second).order_by(cls.met_at)


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
    how: Mapped[str]
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


class Note(Model):
    """The owner's private memory of a person; never seen by anybody else."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("owner_id", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    written_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    @classmethod
    def of(cls, owner: Person) -> Rows["Note"]:
        return Rows(cls).where(cls.owner_id == owner.id)


class Promise(Model):
    """What one of the two said they would do; the owner's private memory, like a note."""

    __tablename__ = "promise"
    __table_args__ = (
        UniqueConstraint("owner_id", "scan_uuid", "direction"),
        CheckConstraint("direction IN ('mine', 'theirs')", name="direction"),
        Index("ix_promise_owner", "owner_id", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    direction: Mapped[str]  # mine: I promised; theirs: they promised
    text: Mapped[str]
    scan_uuid: Mapped[str | None]  # the scan it was noted with, so that a repeat changes it and adds none
    due_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    kept_at: Mapped[datetime | None]

    @classmethod
    def of(cls, owner: Person) -> Rows["Promise"]:
        return Rows(cls).where(cls.owner_id == owner.id).order_by(cls.made_at, cls.id)

    @property
    def is_mine(self) -> bool:
        return self.direction == "mine"

    @property
    def was_just_kept(self) -> bool:
        """So that a word about it comes at the right time."""
        return self.kept_at is not None and self.kept_at > now() - timedelta(days=1)


class Block(Model):
    """Blocker wants nothing from blocked; the blocked one learns nothing of it."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("blocker_id", "blocked_id"), Index("ix_block_blocked", "blocked_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    blocker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    blocked_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    since_at: Mapped[datetime] = mapped_column(default=now)

    blocked: Mapped[Person] = relationship(foreign_keys=blocked_id, lazy="joined", innerjoin=True)

    @classmethod
    def by(cls, person: Person) -> Rows["Block"]:
        return Rows(cls).where(cls.blocker_id == person.id).order_by(cls.since_at.desc())

    @classmethod
    def stands_between(cls, one: Person, other: Person) -> bool:
        return Rows(cls).where(cls.between(one.id, other.id)).any()

    @classmethod
    def between(cls, one: Any, other: Any) -> ColumnElement[bool]:
        """Either way; ids or columns."""
        return or_(
            and_(cls.blocker_id == one, cls.blocked_id == other),
            and_(cls.blocker_id == other, cls.blocked_id == one),
        )


__all__ = ["WAYS", "Attendee", "Block", "CardRequest", "Contact", "Encounter", "Note", "Promise", "Scan"]
