"""Letters that came back: reports as RFC 3464 wants them, and what servers write that know no such thing.

Only the first failed recipient counts, since each of our letters has one. Reports of a delay say nothing yet: the last
word follows.
"""

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from typing import NamedTuple

from eventnet.mail.arriving import phrases
from eventnet.mail.arriving.message import header, inside, parts, text_of

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
REPLY = re.compile(r"(?<![\d.])([45]\d\d)(?=[ -])")
COPY = re.compile(r"^-++ ?(?:this is a copy|below this line|.*original message)", re.IGNORECASE | re.MULTILINE)
FAILED = "failed"


class Bounce(NamedTuple):
    """`550 5.1.1` in two parts: the reply of the server, and its enhanced status (RFC 3463)."""

    reply: str
    status: str

    @property
    def error(self) -> str:
        return f"{self.reply} {self.status}".strip()


def read_bounce(message: Message) -> Bounce | None:
    """None: this is something else, such as somebody's note that they are away."""
    reports = [part for part in parts(message) if part.get_content_type() in DELIVERY_STATUS]
    if reports:
        return _of_report(reports[0])
    return _of_words(message) if phrases.is_from_a_server(message) else None


def _of_report(report: Message) -> Bounce | None:
    for fields in _recipients(report):
        action = header(fields.get("Action", "")).lower().split(" ")[0]
        words = header(fields.get("Diagnostic-Code", ""))
        status = _status(header(fields.get("Status", "")), words)
        if action == FAILED or (not action and status.startswith("5")):
            return _bounce(status, words)
    return None


def _recipients(report: Message) -> Iterator[Message]:
    """The blocks of fields. A report should be plain; some servers pack it into base64 all the same."""
    blocks = inside(report)
    if not any("Action" in block or "Status" in block for block in blocks):
        text = _unpacked(report, blocks) if blocks else text_of(report)
        blocks = [message_from_string(block) for block in re.split(r"\r?\n\s*\r?\n", text)[:20]]
    return (block for block in blocks if "Action" in block or "Status" in block)


def _unpacked(report: Message, blocks: list[Message]) -> str:
    packed = Message()
    packed["Content-Transfer-Encoding"] = header(report.get("Content-Transfer-Encoding", ""))
    packed.set_payload("\n\n".join(text_of(block) for block in blocks))
    return text_of(packed)


def _of_words(message: Message) -> Bounce | None:
    words = "\n".join(text_of(part) for part in parts(message) if part.get_content_type() == "text/plain")
    words = COPY.split(words)[0]
    if not phrases.is_final(header(message.get("Subject", "")), words):
        return None
    return _bounce(_status("", words) or phrases.status_of(words), words)


def _status(given: str, words: str) -> str:
    """A general `5.5.0` says less than what the other server is quoted with."""
    found = STATUS.search(given)
    status = found[1] if found else ""
    if status and not status.endswith(".0"):
        return status
    quoted = STATUS.search(words)
    return quoted[1] if quoted and quoted[1][0] != "2" else phrases.status_of(words) or status


def _bounce(status: str, words: str) -> Bounce:
    reply = REPLY.search(words)
    if reply and (not status or reply[1][0] == status[0]):
        return Bounce(reply[1], status)
    return Bounce("450" if status.startswith("4") else "550", status)


DELIVERY_STATUS = {"message/delivery-status", "message/global-delivery-status"}  # RFC 3464, RFC 6533
