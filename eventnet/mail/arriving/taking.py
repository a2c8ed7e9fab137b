"""One message that arrives: which letter or calendar it speaks of, and what follows. Whoever calls this commits."""

import logging
from collections.abc import Callable
from email.message import Message

from eventnet.mail.arriving import suppressing
from eventnet.mail.arriving.addresses import CALENDAR, LETTER, Return, find_return
from eventnet.mail.arriving.bounces import Bounce, read_bounce
from eventnet.mail.arriving.message import Unreadable, addressed_to, read
from eventnet.mail.models import Letter
from eventnet.rows import Rows

Reader = Callable[[Return, Message], bool]

log = logging.getLogger("eventnet.mail")
_readers: list[Reader] = []


def reads_calendars(reader: Reader) -> Reader:
    """Register who reads what comes back to the address in an invitation; it is true when it was understood."""
    _readers.append(reader)
    return reader


def take(data: bytes) -> bool:
    """True when it was for us and is understood: it need not be kept."""
    try:
        message = read(data)
    except Unreadable:
        return False
    address = find_return(addressed_to(message))
    if address is None:
        return False
    if address.kind == CALENDAR:
        return any([reader(address, message) for reader in _readers])
    return address.kind == LETTER and address.is_for() and _take_back(address, message)


def _take_back(address: Return, message: Message) -> bool:
    letter = Rows(Letter).where(Letter.code == address.code).locked().first()
    bounce = read_bounce(message)
    if letter is None or bounce is None:
        return False
    if letter.returned_at is None:
        _note(letter, bounce)
    return True


def _note(letter: Letter, bounce: Bounce) -> None:
    letter.come_back(bounce.error)
    suppressing.judge(letter.to_address, bounce.error)
    log.warning("letter %d came back: %s", letter.id, bounce.error)
