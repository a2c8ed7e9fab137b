"""The letters of a message, some at a time: drafted while nobody waits for the database, queued in one short write.

A piece may be done twice by two workers, or half by one that is killed: a letter has the key of its message and reader,
and only what was really queued changes anything else. Whose letter fails is tried once more, when all others are
written.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import func, select, update

from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.events.models import Attendee
from eventnet.exchange.models import Contact
from eventnet.faults import type_and_place
from eventnet.mail.addressees import Stranger
from eventnet.mail.models import Letter
from eventnet.mail.outbox import drafted, post_all
from eventnet.organising.messages import leaving, wording
from eventnet.organising.messages.models import AGAIN, NOT_WRITTEN, Message, Recipient, Unsubscription
from eventnet.organising.messages.wording import Reader
from eventnet.people.models import Person
from eventnet.web.languages import speaking

AT_ONCE = 100
AGAIN_AFTER = timedelta(hours=1)
AHEAD = timedelta(minutes=1)  # letters are written for the next minute, and again when half of it is over
KIND = "message"

log = logging.getLogger("eventnet.messages")


class Batch(Struct):
    """What one piece writes; nothing in it needs the database."""

    message_id: int
    letters: dict[int, dict[str, Any]] = field(default_factory=dict)  # by recipient
    left_out: dict[int, str] = field(default_factory=dict)
    invitations: dict[int, str] = field(default_factory=dict)  # recipient -> fingerprint of a personal link
    next_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.letters or self.left_out or self.next_at)


def room(message: Message) -> int:
    """How many letters may be written now. What a mail server left lying goes first; a pause is not made up for."""
    gap, first = timedelta(minutes=1) / message.pace, max(message.next_at or now(), now())
    if first > now() + AHEAD / 2 or _waiting(message) >= 2 * message.pace + AT_ONCE:
        return 0
    return min(AT_ONCE, int((now() + AHEAD - first) / gap))


def next_batch(message: Message) -> Batch | None:
    """The next ones in the order of the list, then those who failed; None when there is nobody left."""
    number = room(message)
    rows = _first(_unwritten(message), number) or _first(_failed(message), number)
    if not rows:
        return None
    batch = Batch(message.id)
    again_at = rows[0].written_at + AGAIN_AFTER if rows[0].left_out else now()
    if number and again_at > now():
        batch.next_at = again_at  # until then it is another message's turn
    elif number:
        _draft(message, rows, batch)
    return batch


def queue(batch: Batch) -> None:
    """Into the outbox, unless the message was cancelled in the meantime."""
    message = db.session.get(Message, batch.message_id, with_for_update=True, populate_existing=True)
    if message is None or message.cancelled_at or batch.is_empty:
        return
    keys = {row["key"]: recipient_id for recipient_id, row in batch.letters.items()}
    queued = {keys[key]: letter_id for key, letter_id in post_all(list(batch.letters.values())).items()}
    written = [{"id": each, "letter_id": id_, "left_out": None, "written_at": now()} for each, id_ in queued.items()]
    left_out = [{"id": each, "left_out": why, "written_at": now()} for each, why in batch.left_out.items()]
    if written:
        db.session.execute(update(Recipient), written)
    if left_out:
        db.session.execute(update(Recipient), left_out)
    _invite(message, {each: mark for each, mark in batch.invitations.items() if each in queued})
    message.next_at = batch.next_at


def _draft(message: Message, rows: Sequence[Any], batch: Batch) -> None:
    gap, due = timedelta(minutes=1) / message.pace, max(message.next_at or now(), now())
    people, gone = _people(message, rows), _gone(message, rows)
    by = Stranger(message.reply_to, "", message.event.organiser.name)
    for row in rows:
        why = "left" if row.attendee_id is None else "no-address" if not row.email else None
        if why or row.email in gone:
            batch.left_out[row.id] = why or "unsubscribed"
            continue
        try:
            reader = _reader(message, row, people.get(row.person_id, []), batch)
            batch.letters[row.id] = _letter(message, reader, by, due)
            due += gap
        except Exception as error:  # whatever is wrong with one letter, the others are written
            log.error("a letter of a message cannot be written: %s", type_and_place(error))
            batch.left_out[row.id] = NOT_WRITTEN if row.left_out else AGAIN
    batch.next_at = due


def _letter(message: Message, reader: Reader, by: Stranger, due: datetime) -> dict[str, Any]:
    bulk = leaving.bulk(message.event.organiser, reader.email)
    reader = replace(reader, way_out=bulk.unsubscribe)
    words, key = wording.letter_words(message, reader), f"message {message.code} {reader.id}"
    with speaking(reader.language):
        return drafted(KIND, reader, key, words, by=by, due_at=due, bulk=bulk)


def _reader(message: Message, row: Any, people: list[str], batch: Batch) -> Reader:
    has_joined, token = row.claimed_at is not None, ""
    if not has_joined and wording.needs_token(message):
        token = new_secret()
        batch.invitations[row.id] = fingerprint(token, "invitation")
    language = message.language_for(row.language)
    return Reader(row.person_id, row.name, row.email, language, has_joined, token, people)


def _first(rows: Any, number: int) -> Sequence[Any]:
    return db.session.execute(rows.limit(max(number, 1))).all()


def _unwritten(message: Message) -> Any:
    return _rows(message).where(Recipient.written_at.is_(None)).order_by(Recipient.id)


def _failed(message: Message) -> Any:
    """Once. The last one first: when it may be tried again, all may."""
    failed = _rows(message).where(Recipient.left_out == AGAIN, Recipient.letter_id.is_(None))
    return failed.order_by(Recipient.written_at.desc(), Recipient.id)


def _rows(message: Message) -> Any:
    here = (Attendee.person_id == Recipient.person_id) & (Attendee.event_id == message.event_id)
    columns = (Recipient.id, Recipient.person_id, Recipient.written_at, Recipient.left_out)
    reader = (Person.name, Person.email, Person.language)
    rows = select(*columns, *reader, Attendee.id.label("attendee_id"), Attendee.claimed_at)
    rows = rows.join(Person, Person.id == Recipient.person_id).outerjoin(Attendee, here)
    return rows.where(Recipient.message_id == message.id)


def _people(message: Message, rows: Sequence[Any]) -> dict[int, list[str]]:
    """Whose cards each of them got at this event: the names that stand in their own contacts anyhow."""
    if not wording.needs_people(message):
        return {}
    held = select(Contact.owner_id, Person.name).join(Person, Person.id == Contact.subject_id)
    held = held.where(Contact.owner_id.in_([row.person_id for row in rows]), Contact.event_id == message.event_id)
    found: dict[int, list[str]] = {}
    for owner_id, name in db.session.execute(held.where(*Contact.alive()).order_by(Contact.given_at, Contact.id)):
        found.setdefault(owner_id, []).append(name)
    return found


def _gone(message: Message, rows: Sequence[Any]) -> set[str]:
    """Who has unsubscribed since the message began."""
    addresses = [row.email for row in rows if row.email]
    gone = select(Unsubscription.address).where(Unsubscription.organiser_id == message.event.organiser_id)
    return set(db.session.scalars(gone.where(Unsubscription.address.in_(addresses))))


def _invite(message: Message, marks: dict[int, str]) -> None:
    """The personal links that are on their way open doors; older ones of the same people end."""
    if not marks:
        return
    chosen = select(Recipient.person_id, Recipient.id).where(Recipient.id.in_(marks))
    people: dict[int, int] = {person_id: each for person_id, each in db.session.execute(chosen)}
    places = select(Attendee.id, Attendee.person_id).where(
        Attendee.event_id == message.event_id, Attendee.person_id.in_(people), Attendee.claimed_at.is_(None)
    )
    rows = [
        {"id": place_id, "invitation": marks[people[person_id]], "invited_at": now()}
        for place_id, person_id in db.session.execute(places)
    ]
    if rows:
        db.session.execute(update(Attendee), rows)


def _waiting(message: Message) -> int:
    letters = select(func.count()).select_from(Recipient).join(Letter, Letter.id == Recipient.letter_id)
    waits = letters.where(Recipient.message_id == message.id, Letter.sent_at.is_(None), Letter.failed_at.is_(None))
    return db.session.scalar(waits) or 0
