"""A card for address books: vCard 3.0 (RFC 2426), since 4.0 loses umlauts on iPhones.

card = VcardPerson(uid="urn:uuid:...", name="Ada Lovelace", rev=now(), email="ada@example.org")
write(card)  # text/vcard; charset=utf-8, CRLF, lines of at most 75 bytes
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote

from msgspec import Struct

from eventnet.people.links import NETWORKS

LINE_BYTES = 75  # RFC 2426, 2.6, without the line break


class Linked(Protocol):
    """A link, stored or just read: a key of NETWORKS and an https address."""

    @property
    def network(self) -> str: ...
    @property
    def url(self) -> str: ...


class VcardPerson(Struct, frozen=True):
    """What one viewer may have. Empty fields are left out; `phone` is E.164, `rev` (aware) the last change.

    A card that is shown to be read at once has neither `uid` nor `rev`.
    """

    uid: str
    name: str
    rev: datetime | None
    organisation: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    links: Sequence[Linked] = ()
    note: str = ""
    categories: Sequence[str] = ()
    birthday: str = ""  # 03-29
    photo_jpeg: bytes | None = None


def write(card: VcardPerson) -> bytes:
    """One card. Several, one after the other, are a file that computers import and phones mostly do not."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(card)).encode()


def _lines(card: VcardPerson) -> Iterator[str]:
    given, family = _halves(_text(card.name))
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    if card.uid:
        yield f"UID:{_text(card.uid)}"
    yield f"N:{family};{given};;;"
    yield f"FN:{_text(card.name)}"
    single = {
        "ORG": card.organisation,
        "TITLE": card.headline,
        "EMAIL;TYPE=INTERNET": card.email,
        "TEL;TYPE=VOICE": card.phone,
    }
    yield from (f"{name}:{_text(value)}" for name, value in single.items() if value)
    for number, link in enumerate(card.links, start=1):
        yield from _link(f"item{number}", link)
    if card.note:
        yield "NOTE:" + _paragraphs(card.note)
    if card.birthday:  # without its year as Apple writes it, in a year that has each day; others read it, too
        yield f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{card.birthday}"
    if card.categories:
        yield "CATEGORIES:" + ",".join(map(_text, card.categories))
    if card.rev:
        yield f"REV:{card.rev.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if card.photo_jpeg:
        yield "PHOTO;ENCODING=b;TYPE=JPEG:" + b64encode(card.photo_jpeg).decode()
        yield ""  # Samsung's address book takes the next line for more of the photo otherwise
    yield "END:VCARD"


def _halves(name: str) -> tuple[str, str]:
    """Given and family name, guessed; `FN` says it as the person does."""
    given, _space, family = name.rpartition(" ")
    return (given, family) if given else (family, "")


def _link(item: str, link: Linked) -> Iterator[str]:
    """Phones show the label of a URL only in this grouped form; social profiles have a field of Apple's."""
    yield f"{item}.URL:{_uri(link.url)}"
    yield f"{item}.X-ABLabel:{NETWORKS[link.network]}"
    if link.network != "website":
        yield f"X-SOCIALPROFILE;TYPE={link.network}:{_uri(link.url)}"


# All that some reader takes for the end of a line; Python's own splitlines knows the most.
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _text(value: str) -> str:
    """One line of text, escaped (RFC 2426, 5)."""
    return _escaped(_BREAK.sub(" ", value))


def _paragraphs(value: str) -> str:
    return r"\n".join(_escaped(line) for line in _BREAK.split(value))


def _escaped(line: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", _FORBIDDEN.sub("", line))


def _uri(value: str) -> str:
    """Addresses are not escaped, and some readers cut them at a comma or a semicolon."""
    return re.sub(r"[\s\\;,]", lambda found: quote(found[0]), _FORBIDDEN.sub("", value))


def _folded(line: str) -> str:
    """Longer lines go on after a line break and a space, never inside a character."""
    pieces, length = [""], 0
    for character in line:
        size = len(character.encode())
        if length + size > LINE_BYTES:
            pieces.append("")
            length = 1
        pieces[-1] += character
        length += size
    return "\r\n ".join(pieces)
