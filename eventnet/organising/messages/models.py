"""Message: words and whom they are for; Recipient: who gets it; Unsubscription: who wants none of an organiser."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, delete, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db, insert_once
from eventnet.events.models import Event, Organiser
from eventnet.indexes import index_where
from eventnet.organising.guests import Guests
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.web.languages import LANGUAGES

UNWRITTEN = text("written_at IS NULL")
AGAIN, NOT_WRITTEN = "again", "not-written"  # a letter that could not be written once, and twice
AT_WORK = text("released_at IS NOT NULL AND finished_at IS NULL AND cancelled_at IS NULL")


class Message(Model):
    """A draft until it is released; from then on its words stay as they are."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("pace > 0", name="pace"),
        Index("ix_message_event", "event_id", "id"),
        index_where(AT_WORK, "ix_message_at_work", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    words: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)  # by language: subject and text
    wanted: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # the filters of the list: q, state, role
    reply_to: Mapped[str]
    pace: Mapped[int]  # letters a minute
    due_wall: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))  # in the event's zone; None: at once
    due_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    released_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    gathered_to: Mapped[int] = mapped_column(default=0)  # the attendee up to whom its recipients are chosen
    gathered_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]  # when its next letter may go
    finished_at: Mapped[datetime | None]  # every letter is written
    cancelled_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person | None] = relationship()

    @classmethod
    def of(cls, event: Event) -> Rows["Message"]:
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.id.desc())

    @property
    def state(self) -> str:
        """draft, scheduled, going, done or cancelled."""
        if self.cancelled_at:
            return "cancelled"
        if self.finished_at:
            return "done"
        if self.released_at is None or self.due_at is None:
            return "draft"
        return "going" if self.started_at or self.due_at <= now() else "scheduled"

    @property
    def languages(self) -> list[str]:
        """In which it is written."""
        return [code for code in LANGUAGES if self.words.get(code, {}).get("text")]

    @property
    def missing(self) -> list[str]:
        return [code for code in LANGUAGES if code not in self.languages]

    def language_for(self, language: str) -> str:
        """Theirs, or the one there is."""
        return language if language in self.languages else self.languages[0]

    @property
    def whom(self) -> Guests:
        """As the list of people stands at the moment of asking."""
        said = self.wanted
        return Guests(self.event, query=said.get("q", ""), state=said.get("state", ""), role=said.get("role", ""))


class Recipient(Model):
    """Somebody for whom a message is; one row each, so that nobody gets it twice, whoever is killed in between."""

    __tablename__ = "message_recipient"
    __table_args__ = (
        UniqueConstraint("message_id", "person_id"),
        index_where(UNWRITTEN, "ix_message_recipient_unwritten", "message_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime | None]  # with a letter, or left out for a reason
    left_out: Mapped[str | None]  # left, unsubscribed or no-address, since the message began; again or not-written


class Unsubscription(Model):
    """Who reads this mailbox wants no messages of this organiser; the address, as people come and go on lists."""

    __tablename__ = "unsubscription"
    __table_args__ = (UniqueConstraint("organiser_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    address: Mapped[str]
    since_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, organiser: Organiser, address: str) -> Rows["Unsubscription"]:
        return Rows(cls).where(cls.organiser_id == organiser.id, cls.address == address)

    @classmethod
    def note(cls, organiser: Organiser, address: str) -> bool:
        """True when it is new."""
        return insert_once(cls, organiser_id=organiser.id, address=address)

    @classmethod
    def undo(cls, organiser: Organiser, address: str) -> None:
        db.session.execute(delete(cls).where(cls.organiser_id == organiser.id, cls.address == address))


def words_of(values: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What a form says, by language; a language without words is left out."""
    said = {code: {"subject": values[f"subject_{code}"], "text": values[f"text_{code}"]} for code in LANGUAGES}
    return {code: words for code, words in said.items() if words["text"]}
