"""What the worker does for messages, a short transaction at a time."""

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.mail.worker import between_letters
from eventnet.organising.messages import reaching, sending, writing
from eventnet.organising.messages.models import Message


@between_letters
def go_on() -> bool:
    """The next people, or the next letters, of whichever message is due; true when something was done."""
    with reading():
        message = sending.due()
        message_id = message.id if message else None
        is_chosen = bool(message and message.gathered_at)
        batch = writing.next_batch(message) if message and is_chosen else None
        db.session.rollback()
    if message_id is None:
        return False
    if batch is None:
        return _finish(message_id) if is_chosen else _choose(message_id)
    if batch.is_empty:
        return False
    writing.queue(batch)
    db.session.commit()
    return True


def _choose(message_id: int) -> bool:
    message = _locked(message_id)
    if message and message.released_at and not message.gathered_at and not message.cancelled_at:
        sending.start(message)
        if not reaching.gather(message):
            sending.gathered(message)
    db.session.commit()
    return True


def _finish(message_id: int) -> bool:
    message = _locked(message_id)
    if message:
        message.finished_at = message.finished_at or now()
    db.session.commit()
    return True


def _locked(message_id: int) -> Message | None:
    return db.session.get(Message, message_id, with_for_update=True, populate_existing=True)
