"""One letter as the bytes that go over the wire (RFC 5322, 2045, 2047, 6047), checked before anybody sends them.

The headers are written here, not by the `email` package: it turns `=?utf-8?q?x=0ABcc:...?=` in a name into a real
header. What was written is then read back with that package and compared, so that a letter says exactly what we meant
or is not sent.
"""

import base64
import unicodedata
from collections.abc import Iterator
from email import message_from_string, policy
from email.message import EmailMessage, Message
from email.utils import format_datetime
from typing import NamedTuple

import idna
from flask_babel import force_locale
from flask_babel import gettext as _

from eventnet.mail.attachments import Attachment
from eventnet.mail.models import Letter
from eventnet.mail.server import is_plain_address

LONGEST_NAME = 80
LONGEST_SUBJECT = 200
BYTES_IN_A_WORD = 39  # as base64 in an encoded word it stays below 76 characters with the header's name
BODY_HEADERS = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding"}
PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !#$%&'*+-/")


class Unsendable(Exception):
    """This letter would not say what was meant; no try will help. The reason names no address."""


class Exact(str):
    """Our own words for programs, never a person's: not encoded, not folded."""


class Mailbox(NamedTuple):
    name: str
    address: str


def message_of(letter: Letter, sender: str, attachment: Attachment | None = None) -> bytes:
    """The whole message with CRLF line ends, for one recipient."""
    headers = _headers(letter, sender)
    head = "".join(f"{name}: {_written(value)}\r\n" for name, value in headers.items())
    message = head.encode() + _body(letter, attachment).as_bytes(policy=policy.SMTP)
    _compare(message, headers)
    return message


def wire_address(address: str) -> str:
    """The address as SMTP takes it: an international domain in its ASCII form (RFC 5891)."""
    if not is_plain_address(address):
        raise Unsendable("address")
    local, _at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        raise Unsendable("address") from None


def clean(text: str, longest: int) -> str:
    """One line of a person's words, harmless in a header: no controls, no marks that turn the reading, no `=?`."""
    visible = "".join(" " if _breaks(c) else c for c in text if not _turns(c))
    shortened = " ".join(visible.split())[:longest].strip()
    return shortened.replace("=?", "= ?")


def _headers(letter: Letter, sender: str) -> dict[str, str | Mailbox]:
    headers: dict[str, str | Mailbox] = {
        "From": Mailbox(_sender_name(letter), sender),
        "To": Mailbox(clean(letter.to_name, LONGEST_NAME), wire_address(letter.to_address)),
        "Subject": clean(letter.subject, LONGEST_SUBJECT),
        "Date": format_datetime(letter.written_at),
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    if letter.reply_address:
        name = clean(letter.reply_name or "", LONGEST_NAME)
        headers["Reply-To"] = Mailbox(name, wire_address(letter.reply_address))
    return headers | _for_many(letter)


def _for_many(letter: Letter) -> dict[str, str]:
    """What mail programs need to file such letters, and to show a button that ends them (RFC 2919, 2369, 8058)."""
    if not (letter.list_id and letter.unsubscribe):
        return {}
    return {
        "List-Id": Exact(f"<{letter.list_id}>"),
        "List-Unsubscribe": Exact(f"<{letter.unsubscribe}>"),
        "List-Unsubscribe-Post": Exact("List-Unsubscribe=One-Click"),
        "Precedence": Exact("bulk"),
    }


def _sender_name(letter: Letter) -> str:
    name = clean(letter.reply_name or "", LONGEST_NAME)
    if not name:
        return "eventnet"
    with force_locale(letter.language):
        return clean(_("%(name)s via eventnet", name=name), LONGEST_NAME * 2)


def _body(letter: Letter, attachment: Attachment | None) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.calendar and letter.calendar_method:
        method = {"method": letter.calendar_method}
        message.add_alternative(letter.calendar, subtype="calendar", cte="base64", params=method)
        message.add_attachment(letter.calendar.encode(), maintype="application", subtype="ics", filename="invite.ics")
    if attachment:
        main, _slash, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)
    return message


def _written(value: str | Mailbox) -> str:
    if isinstance(value, Exact):
        return value
    if isinstance(value, str):
        return _phrase(value, quoted=False)
    return f"{_phrase(value.name, quoted=True)}\r\n <{value.address}>" if value.name else value.address


def _phrase(text: str, quoted: bool) -> str:
    """Short plain words as they are, everything else as encoded words, folded."""
    is_plain = set(text) <= PLAIN if quoted else text.isascii() and text.isprintable()
    if is_plain and len(text) <= 60:
        return text
    words = (f"=?utf-8?b?{base64.b64encode(part.encode()).decode()}?=" for part in _parts(text))
    return "\r\n ".join(words)


def _parts(text: str) -> Iterator[str]:
    """Pieces of at most BYTES_IN_A_WORD bytes that never cut a character (RFC 2047, section 5)."""
    part = ""
    for character in text:
        if len((part + character).encode()) > BYTES_IN_A_WORD:
            yield part
            part = ""
        part += character
    yield part


def _compare(message: bytes, headers: dict[str, str | Mailbox]) -> None:
    """Read back what would be sent: the same headers once each, the same people, nothing else."""
    read = message_from_string(message.decode(), policy=policy.default)
    if sorted(set(read.keys()) - BODY_HEADERS) != sorted(headers) or len(read.keys()) != len(set(read.keys())):
        raise Unsendable("headers")
    for name, value in headers.items():
        if not _says(_read(read, name), value):
            raise Unsendable(name.lower())


def _read(message: Message, name: str) -> object:
    try:
        return message[name]
    except Exception:  # the parser has many ways to stumble over odd headers
        raise Unsendable(name.lower()) from None


def _says(header: object, value: str | Mailbox) -> bool:
    if isinstance(value, str):
        return _solid(str(header)) == _solid(value)
    addresses = getattr(header, "addresses", ())
    found = [(_solid(one.display_name), one.addr_spec) for one in addresses]
    return found == [(_solid(value.name), value.address)]


def _solid(text: str) -> str:
    """Without spaces: older versions of the parser put one between two encoded words of a name."""
    return "".join(text.split())


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def _turns(character: str) -> bool:
    """Invisible marks that make a name read as another one; joiners that scripts and emoji need may stay."""
    return unicodedata.category(character) == "Cf" and character not in "\u200c\u200d"
