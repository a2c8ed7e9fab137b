"""One message as it arrives: anybody may have written it, so little of it is read and nothing is believed."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from itertools import islice

MOST_BYTES = 1_000_000
MOST_PARTS = 60
MOST_HEADERS = 400
LONGEST_HEADER = 4_000
LONGEST_TEXT = 40_000
DEEPEST = 20
ADDRESSED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "original-recipient", "to", "cc")


class Unreadable(Exception):
    """Not a message, or one made to be hard to read."""


def read(data: bytes) -> Message:
    """What stands in the first MOST_BYTES."""
    data = data[:MOST_BYTES]
    if data.lower().count(b"boundary") > MOST_PARTS:  # each nested part costs the parser as much again
        raise Unreadable
    try:
        return message_from_bytes(data)
    except Exception:  # the parser has many ways to stumble
        raise Unreadable from None


def addressed_to(message: Message) -> str:
    """All headers in which a server or a writer says for whom this is."""
    found = (header(value) for name, value in islice(message.raw_items(), MOST_HEADERS) if name.lower() in ADDRESSED)
    return "\n".join(islice(found, MOST_PARTS))


def parts(message: Message) -> Iterator[Message]:
    """The message and what is in it, from the outside in."""
    return islice(_walk(message, DEEPEST), MOST_PARTS)


def text_of(part: Message) -> str:
    """Its words, whatever character set they claim to be in."""
    return bytes_of(part)[:LONGEST_TEXT].decode("utf-8", "replace")


def bytes_of(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # encodings that nobody knows
        return b""
    return payload[:MOST_BYTES] if isinstance(payload, bytes) else b""


def inside(message: Message) -> list[Message]:
    """The messages that it is made of, which may be none; a part's own text is asked for with `text_of`."""
    if not message.is_multipart():
        return []  # and its text is not tried: `get_payload` decodes, and stumbles over character sets nobody knows
    return [part for part in message.get_payload() if isinstance(part, Message)]


def header(value: object) -> str:
    """One line."""
    return " ".join(str(value)[:LONGEST_HEADER].split())


def _walk(message: Message, deepest: int) -> Iterator[Message]:
    yield message
    if deepest:
        for part in inside(message):
            yield from _walk(part, deepest - 1)
