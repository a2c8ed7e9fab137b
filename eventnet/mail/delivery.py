"""Getting a letter out: claim one, send one, settle one.

The worker commits between the steps, so that no transaction is open while a mail server thinks. A crash before the last
commit repeats the letter, under the same Message-ID.
"""

import logging
import random
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from msgspec import Struct
from sqlalchemy import case, update

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.db import db
from eventnet.mail import attachments
from eventnet.mail.arriving import addresses, suppressing
from eventnet.mail.attachments import Attachment
from eventnet.mail.backends import Backend, Later, Never
from eventnet.mail.building import Unsendable, message_of, wire_address
from eventnet.mail.models import SUPPRESSED, Letter

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=2)
JITTER = 0.2

log = logging.getLogger("eventnet.mail")


class Outcome(Struct, frozen=True):
    """What became of one try. `error` holds codes, never addresses."""

    sent: bool = False
    failed: bool = False
    error: str | None = None


def backend() -> Backend | None:
    found: Backend | None = current_app.extensions["mail"]
    return found


def claim() -> Letter | None:
    """Take the next due letter for LEASE; nobody else gets it meanwhile. Reading it needs no database."""
    letter = Letter.due().locked(skip=True).first()
    if letter is None:
        return None
    letter.lease_until = now() + LEASE
    letter.tries += 1
    db.session.flush()
    db.session.expunge(letter)
    return letter


def enclosed(letter: Letter) -> Attachment | None:
    """What goes along with it; like the letter it needs no database any more."""
    attachment = attachments.of(letter)
    if attachment:
        db.session.expunge(attachment)
    return attachment


def held_back(letter: Letter) -> Outcome | None:
    """Where letters came back from, no more are sent."""
    return Outcome(failed=True, error=SUPPRESSED) if suppressing.holds_back(letter) else None


def send(letter: Letter, backend: Backend, attachment: Attachment | None = None) -> Outcome:
    """One try. Outside of any transaction."""
    if letter.is_too_old:
        return Outcome(failed=True, error=letter.last_error or "too late")
    sender = settings().mail_from
    try:
        message = message_of(letter, sender, attachment)
        returns_to = addresses.return_address(addresses.LETTER, letter.code) or sender
        backend.send(returns_to, wire_address(letter.to_address), message)
    except (Never, Unsendable) as refusal:
        return Outcome(failed=True, error=str(refusal))
    except Later as delay:
        return Outcome(error=str(delay))
    except Exception as bug:  # one odd letter must not stop all the others
        return Outcome(error=type(bug).__name__)
    return Outcome(sent=True)


def settle(letter: Letter, outcome: Outcome) -> None:
    """Write down what became of it. A letter that went out is sent, whoever holds it by now."""
    mine = update(Letter).where(Letter.id == letter.id, Letter.sent_at.is_(None))
    if outcome.sent:
        db.session.execute(mine.values(sent_at=now(), lease_until=None, **_unless_returned(), **_forgotten()))
        attachments.wipe(letter)
        log.info("letter %d sent, try %d", letter.id, letter.tries)
        return
    mine = mine.where(Letter.lease_until == letter.lease_until)
    if outcome.failed:
        mine = mine.values(
            failed_at=now(), lease_until=None, last_error=outcome.error, text="", html="", unsubscribe=None
        )
        if db.session.execute(mine.returning(Letter.id)).first():
            attachments.wipe(letter)
        suppressing.judge(letter.to_address, outcome.error or "")
        log.warning("letter %d failed, try %d: %s", letter.id, letter.tries, outcome.error)
    else:
        db.session.execute(mine.values(lease_until=next_try_at(letter.tries), last_error=outcome.error))
        log.warning("letter %d waits, try %d: %s", letter.id, letter.tries, outcome.error)


def _unless_returned() -> dict[str, Any]:
    """A server may send a letter back faster than we note that it took it."""
    came_back = Letter.returned_at.is_not(None)
    return {
        "failed_at": case((came_back, Letter.failed_at), else_=None),
        "last_error": case((came_back, Letter.last_error), else_=None),
    }


def _forgotten() -> dict[str, str | None]:
    """What went out is no longer ours to keep: its links and digits open doors. Only the demo reads letters again."""
    return {} if settings().is_demo else {"subject": "", "text": "", "html": "", "calendar": None, "unsubscribe": None}


def next_try_at(tries: int) -> datetime:
    """30 seconds after the first try, twice as long after each other one, at most two hours; never all at once."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(tries - 1, 16), LONGEST_WAIT)
    return now() + wait * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, guards nothing
