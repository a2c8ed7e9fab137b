"""How far a message is: numbers, and whom it did not reach."""

from typing import Any, NamedTuple

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.mail.models import CANCELLED, Letter
from eventnet.organising.messages.models import AGAIN, NOT_WRITTEN, Message, Recipient
from eventnet.people.models import Person

MOST_NAMED = 20


class Progress(Struct, frozen=True):
    chosen: int
    unwritten: int
    left_out: int
    sent: int
    failed: int
    called_off: int

    @property
    def waiting(self) -> int:
        return self.chosen - self.left_out - self.sent - self.failed - self.called_off

    @property
    def share(self) -> int:
        """Of a hundred."""
        return 100 * (self.chosen - self.waiting) // self.chosen if self.chosen else 0


class Failure(NamedTuple):
    name: str
    listed_email: str | None  # only what stands on the office's own list
    words: str


def progress(message: Message) -> Progress:
    cancelled = Letter.last_error == CANCELLED
    numbers = select(
        func.count(),
        _number(or_(Recipient.written_at.is_(None), Recipient.left_out == AGAIN)),
        _number(Recipient.left_out.not_in((AGAIN, NOT_WRITTEN))),
        _number(and_(Recipient.left_out.is_(None), Recipient.written_at.is_not(None), _is_out())),
        _number(or_(_is_not_delivered(), Recipient.left_out == NOT_WRITTEN)),
        _number(and_(Letter.failed_at.is_not(None), cancelled)),
    )
    numbers = numbers.select_from(Recipient).outerjoin(Letter, Letter.id == Recipient.letter_id)
    found = Progress(*db.session.execute(numbers.where(Recipient.message_id == message.id)).one())
    if not message.cancelled_at:
        return found
    never_written = found.unwritten + found.called_off
    return Progress(found.chosen, 0, found.left_out, found.sent, found.failed, never_written)


def failures(message: Message) -> list[Failure]:
    """The first ones by name."""
    rows = _named(message).where(or_(_is_not_delivered(), Recipient.left_out == NOT_WRITTEN))
    found = db.session.execute(rows.order_by(Person.name, Recipient.id).limit(MOST_NAMED))
    return [
        Failure(name, listed, letter.failure_words if letter else _("Something went wrong"))
        for letter, name, listed in found
    ]


def _named(message: Message) -> Any:
    here = and_(Attendee.person_id == Recipient.person_id, Attendee.event_id == message.event_id)
    rows = select(Letter, Person.name, Attendee.listed_email).select_from(Recipient)
    rows = rows.outerjoin(Letter, Letter.id == Recipient.letter_id).join(Person, Person.id == Recipient.person_id)
    return rows.outerjoin(Attendee, here).where(Recipient.message_id == message.id)


def _is_not_delivered() -> ColumnElement[bool]:
    return and_(Letter.failed_at.is_not(None), func.coalesce(Letter.last_error, "") != CANCELLED)


def _is_out() -> ColumnElement[bool]:
    """Sent and not come back, or so long ago that the letter itself is gone."""
    return and_(Letter.sent_at.is_not(None), Letter.failed_at.is_(None)) | Letter.id.is_(None)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
