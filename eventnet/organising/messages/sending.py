"""Letting a message go, and calling it off. Words and people change as long as it is a draft."""

from datetime import datetime

from flask_babel import gettext as _
from msgspec.structs import replace
from sqlalchemy import or_, select

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.events.models import Event
from eventnet.mail.models import Letter
from eventnet.mail.outbox import drafted, post_all
from eventnet.organising.audit import note
from eventnet.organising.messages import leaving, reaching, wording
from eventnet.organising.messages.models import AGAIN, Message, Recipient
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.walltime import moment_of


def begin(event: Event, by: Person, pace: int) -> Message:
    return Message(event=event, by=by, reply_to=by.email or event.privacy_contact, pace=pace, words={}, wanted={})


def must_be_draft(message: Message) -> None:
    if message.released_at or message.cancelled_at:
        raise Refused("released", _("This message is on its way. Call it off first."))


def release(message: Message, by: Person, pace: int, wall: datetime | None = None) -> None:
    """Send it now, or at a time on the clock of the place."""
    must_be_draft(message)
    due = moment_of(wall, message.event.zone) if wall else now()
    if wall and due < now():
        raise Refused("past", _("This time has passed already."))
    if not reaching.reach(message).number:
        raise Refused("nobody", _("Nobody would get this message. Choose other people."))
    message.by, message.reply_to = by, by.email or message.event.privacy_contact
    message.pace, message.due_wall, message.due_at, message.released_at = pace, wall, due, now()
    note(message.event, by, "message_released")


def call_off(message: Message, by: Person) -> None:
    """Before it starts it becomes a draft again; afterwards nobody else gets it."""
    if message.state == "scheduled":
        message.released_at = message.due_at = message.due_wall = None
        note(message.event, by, "message_called_off")
        return
    letters = select(Recipient.letter_id).where(Recipient.message_id == message.id, Recipient.letter_id.is_not(None))
    if message.state not in {"going", "done"} or not _is_anything_waiting(message):
        raise Refused("over", _("There is nothing left to call off."))
    message.cancelled_at = now()
    Letter.cancel(letters)
    note(message.event, by, "message_called_off")


def send_to_myself(message: Message, by: Person) -> int:
    """One letter in each language that it is written in; how many that were."""
    if not by.email:
        raise Refused("no-address", _("Your profile has no e-mail address."))
    rows = []
    for language in message.languages:
        bulk = leaving.bulk(message.event.organiser, by.email)
        reader = replace(wording.sample(by, language), way_out=bulk.unsubscribe)
        words = wording.letter_words(message, reader)
        rows.append(drafted("message_test", reader, f"message test {new_code()}", words, by=by, bulk=bulk))
    return len(post_all(rows))


def due() -> Message | None:
    """The next one to work on, the one that waits longest first."""
    at_work = (Message.released_at.is_not(None), Message.finished_at.is_(None), Message.cancelled_at.is_(None))
    ready = or_(Message.next_at.is_(None), Message.next_at <= now())
    rows = Rows(Message).where(*at_work, Message.due_at <= now())
    return rows.order_by(ready.desc(), Message.next_at, Message.id).first()


def start(message: Message) -> None:
    message.started_at = message.started_at or now()
    message.next_at = message.next_at or now()


def gathered(message: Message) -> None:
    """Everybody is chosen: each of them reads in their own list of what was done that they were written to."""
    people = select(Recipient.person_id).where(Recipient.message_id == message.id)
    note(message.event, message.by, "messaged", people)


def _is_anything_waiting(message: Message) -> bool:
    unwritten = Rows(Recipient).where(
        Recipient.message_id == message.id, or_(Recipient.written_at.is_(None), Recipient.left_out == AGAIN)
    )
    waiting = Rows(Recipient).join(Letter, Letter.id == Recipient.letter_id)
    waiting = waiting.where(Recipient.message_id == message.id, Letter.sent_at.is_(None), Letter.failed_at.is_(None))
    return message.gathered_at is None or unwritten.any() or waiting.any()
