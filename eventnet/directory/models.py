"""Who lets others at an event find them, the stems of what they offer and look for, and what was not wanted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship
from werkzeug.exceptions import NotFound

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models import BADGE_MARGIN, Attendee, Event
from eventnet.exchange.models import Block
from eventnet.people.models import Person
from eventnet.rows import Rows

SIDES = ("offer", "need")


class Entry(Model):
    """What an attendee answered to "may others here find you?". No row: never asked. Without a tick nobody does."""

    __tablename__ = "directory_entry"
    __table_args__ = (Index("ix_directory_entry_event_sorted", "event_id", "sorted_by", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    consent_text: Mapped[str | None]  # version of the words that stood beside the box
    listed_at: Mapped[datetime | None]  # ticked
    declined_at: Mapped[datetime | None]  # not ticked, or no longer: nobody asks again
    sorted_by: Mapped[str] = mapped_column(default="")  # the name, folded
    folded: Mapped[str] = mapped_column(default="")  # name, organisation and headline, as a search reads them
    folded_offers: Mapped[str] = mapped_column(default="")
    folded_needs: Mapped[str] = mapped_column(default="")

    attendee: Mapped[Attendee] = relationship()

    @classmethod
    def of(cls, attendee: Attendee) -> Rows["Entry"]:
        return Rows(cls).where(cls.attendee_id == attendee.id)

    @classmethod
    def seen_by(cls, viewer: Attendee) -> Rows["Entry"]:
        """Others at the same event who let themselves be found, in the order of their names; nobody without a place
        of their own."""
        if not may_look(viewer):
            return Rows(cls).where(cls.id.is_(None))
        rows = Rows(cls).join(Attendee, Attendee.id == cls.attendee_id).join(Person, Person.id == Attendee.person_id)
        rows = rows.where(cls.event_id == viewer.event_id, *cls.shown_to(viewer.person_id))
        whole = contains_eager(cls.attendee).contains_eager(Attendee.person)
        return rows.options(whole.lazyload(Person.links)).order_by(cls.sorted_by, cls.id)

    @classmethod
    def place_beside(cls, person: Person, code: str) -> Attendee:
        """Where this person is at the event of an entry; 404 for who is not there."""
        there = Rows(cls).where(cls.code == code).statement.with_only_columns(cls.event_id)
        mine = Attendee.of(person).where(Attendee.claimed_at.is_not(None), Attendee.event_id.in_(there)).first()
        if mine is None:
            raise NotFound
        return mine

    @classmethod
    def shown_to(cls, person_id: int) -> tuple[ColumnElement[bool], ...]:
        """Of entries that are joined with their attendees: a tick, a place of their own, and nobody blocked anybody."""
        blocked = Rows(Block).where(Block.between(person_id, Attendee.person_id)).statement.exists()
        return (*cls.is_listed(), Attendee.person_id != person_id, ~blocked)

    @classmethod
    def is_listed(cls) -> tuple[ColumnElement[bool], ...]:
        works = (Attendee.badge_revoked_at.is_(None), Attendee.paused_at.is_(None))
        return (cls.listed_at.is_not(None), Attendee.claimed_at.is_not(None), *works)


class Stem(Model):
    """One form of one word of a line of theirs. `head` and `tail` are what words have in common that are parts of each
    other (meaning.related): an index finds them by equality, and holds all that is asked of a stem."""

    __tablename__ = "directory_stem"
    __table_args__ = (
        CheckConstraint("side IN ('offer', 'need')", name="side"),
        Index("ix_directory_stem_head", "event_id", "side", "head", "stem", "entry_id", "line"),
        Index("ix_directory_stem_tail", "event_id", "side", "tail", "stem", "entry_id", "line"),
        Index("ix_directory_stem_entry", "entry_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id", ondelete="CASCADE"))
    side: Mapped[str]
    line: Mapped[int]  # which of their lines, from 0
    stem: Mapped[str]
    head: Mapped[str]
    tail: Mapped[str]


class NoThanks(Model):
    """Person does not want other to be suggested; nobody is told, and neither is suggested to the other again."""

    __tablename__ = "directory_no_thanks"
    __table_args__ = (
        UniqueConstraint("person_id", "other_id"),
        CheckConstraint("person_id <> other_id", name="not_oneself"),
        Index("ix_directory_no_thanks_other", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    since_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, person: Person) -> Rows["NoThanks"]:
        return Rows(cls).where(cls.person_id == person.id)

    @classmethod
    def between(cls, one: int, other: object) -> ColumnElement[bool]:
        """Either way; ids or columns."""
        return and_(cls.person_id == one, cls.other_id == other) | and_(cls.person_id == other, cls.other_id == one)


def is_on(event: Event) -> bool:
    """Whether this event has a list of people, today: it ends a day after the event."""
    return event.directory_is_on and now() <= event.ends_at + BADGE_MARGIN


def may_look(attendee: Attendee) -> bool:
    """Who is at the event may see who else is there."""
    works = attendee.badge_revoked_at is None and attendee.paused_at is None
    return attendee.is_claimed and works and is_on(attendee.event)
