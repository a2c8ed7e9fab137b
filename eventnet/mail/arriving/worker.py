"""Looks into the mailbox once a minute, more rarely while it is away. Several workers may: a message counts once."""

import logging
import time

from flask import current_app
from sqlalchemy import select

from eventnet.codes import fingerprint
from eventnet.db import db, insert_into, reading
from eventnet.mail.arriving import suppressing, taking
from eventnet.mail.arriving.imap import Inbox, Unreachable, Visit, visit
from eventnet.mail.arriving.models import ReadMailbox
from eventnet.mail.worker import between_letters, every_minute

MINUTE, LONGEST_REST = 60.0, 3600.0

log = logging.getLogger("eventnet.mail")


class Rhythm:
    """When to look again, by the clock that only runs forward."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self.next_at = 0.0
        self.rest = MINUTE

    @property
    def is_due(self) -> bool:
        return time.monotonic() >= self.next_at

    def go_on(self) -> None:
        self.rest = MINUTE
        self.next_at = time.monotonic() + MINUTE

    def step_back(self) -> None:
        self.next_at = time.monotonic() + self.rest
        self.rest = min(self.rest * 2, LONGEST_REST)


@every_minute
def forget_old() -> None:
    suppressing.forget_old()


@between_letters
def look_into_the_mailbox() -> bool:
    """True when there may be more."""
    rhythm: Rhythm | None = current_app.extensions["inbox"]
    if rhythm is None or not rhythm.is_due:
        return False
    try:
        with visit(rhythm.inbox) as opened:
            has_more = _read_some(opened, fingerprint(rhythm.inbox.name, "mailbox"))
    except Unreachable as reason:
        db.session.rollback()
        log.warning("The mailbox (EVENTNET_IMAP_URL) cannot be read: %s", reason)
        rhythm.step_back()
        return False
    if not has_more:
        rhythm.go_on()
    return has_more


def _read_some(opened: Visit, name: str) -> bool:
    """What is understood is committed before it is deleted: a crash in between reads it once more."""
    last_uid = _last_uid(name, opened.validity)
    uids = opened.newer(last_uid)
    done = [uid for uid in uids if _take(opened.fetch(uid))]
    opened.delete(done)
    if uids:
        _keep_place(name, opened.validity, uids[-1])
    return bool(uids)


def _take(data: bytes) -> bool:
    """One that cannot be read must not keep the others waiting."""
    try:
        is_understood = taking.take(data)
        db.session.commit()
    except Exception as error:  # whatever a stranger's message breaks, it breaks for itself alone
        db.session.rollback()
        log.error("a message that arrived cannot be read: %s", type(error).__name__)
        return False
    return is_understood


def _last_uid(name: str, validity: str) -> int:
    with reading():
        found = select(ReadMailbox.last_uid).where(ReadMailbox.name == name, ReadMailbox.validity == validity)
        last_uid = db.session.scalar(found)
        db.session.rollback()
    return last_uid or 0


def _keep_place(name: str, validity: str, last_uid: int) -> None:
    values = {"validity": validity, "last_uid": last_uid}
    place = insert_into(ReadMailbox).values(name=name, **values)
    db.session.execute(place.on_conflict_do_update(index_elements=["name"], set_=values))
    db.session.commit()
