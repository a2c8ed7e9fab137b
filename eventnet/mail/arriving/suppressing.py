"""Addresses to which nothing is sent any more, until their owner confirms them again."""

import re
from typing import Any

from sqlalchemy import delete, or_, select

from eventnet import sealing
from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.mail.arriving.models import LONGEST, SOFT_MEMORY, BouncedAddress
from eventnet.mail.models import URGENT, Letter
from eventnet.rows import Rows

PURPOSE = "bounced address"
MOST_SOFT = 5  # within SOFT_MEMORY
# RFC 3463, RFC 5248: there is no such mailbox or domain. 5.1.10 and 5.4.1 are Exchange's words for it.
HARD = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.1", "5.4.310"}
ABOUT_THE_LETTER = re.compile(r"[45]\.(?:[67]\.\d+|1\.[78]|3\.[45])$")  # our words, size, sender or standing, not them
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


def is_suppressed(email: str | None) -> bool:
    if not email:
        return False
    found = select(BouncedAddress.suppressed_at).where(BouncedAddress.fingerprint == _fingerprint(email))
    return db.session.scalar(found) is not None


def holds_back(letter: Letter) -> bool:
    """Digits for signing in still go: they are how somebody shows that the mailbox works again."""
    return letter.kind not in URGENT and is_suppressed(letter.to_address)


def judge(email: str, error: str) -> None:
    """A letter came back or was refused with `550 5.1.1`: count it, and stop where there is nobody."""
    found = STATUS.search(error)
    status = found[0] if found else ""
    if status in HARD:
        _row(email).suppressed_at = now()
    elif (status or error[:1] in {"4", "5"}) and not ABOUT_THE_LETTER.match(status):
        _count(_row(email))


def lift(email: str) -> None:
    """Its owner has read a mail there."""
    db.session.execute(delete(BouncedAddress).where(BouncedAddress.fingerprint == _fingerprint(email)))


def forget_old() -> None:
    last = BouncedAddress.last_at
    is_old = or_(BouncedAddress.suppressed_at.is_(None), last < now() - LONGEST)
    db.session.execute(delete(BouncedAddress).where(last < now() - SOFT_MEMORY, is_old))


def _count(row: BouncedAddress) -> None:
    row.soft += 1
    if row.soft >= MOST_SOFT:
        row.suppressed_at = row.suppressed_at or now()


def _row(email: str) -> BouncedAddress:
    values: dict[str, Any] = {"fingerprint": _fingerprint(email), "soft": 0, "last_at": now()}
    insert_once(BouncedAddress, **values)
    row = Rows(BouncedAddress).where(BouncedAddress.fingerprint == values["fingerprint"]).locked().first()
    assert row is not None
    if row.last_at < now() - SOFT_MEMORY:
        row.soft = 0
    row.last_at = now()
    return row


def _fingerprint(email: str) -> str:
    return sealing.keyed(email.strip().lower(), PURPOSE).hex()
