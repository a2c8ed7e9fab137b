"""One small PDF, looked into before it goes along with a letter: paper only, nothing that acts (ISO 32000-1).

Not a reader of PDF, on purpose: readers disagree, and a file is read differently by each. What could act is named by a
few words (12.6.4 actions, 7.11.4 embedded files, 12.7.8 XFA); a file that holds one anywhere, in clear, in another
spelling (7.3.5: `/J#61vaScript`) or packed into an object stream (7.5.7), is not taken, whether a reader would find it
or not. What cannot be looked into, because it is encrypted or packed in an odd way, is not taken either.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator

from flask_babel import gettext as _

from eventnet.refusals import Refused

MEDIA_TYPE = "application/pdf"
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_STREAMS = 20_000
LONGEST_NAME = 80

HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n\s]")
TAIL = re.compile(rb"%%EOF[\s\0]*\Z")
END_OF_WORD = rb"(?=[\s\0<>\[\](){}/%]|\Z)"
ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia\w*|SubmitForm|ImportData|GoToE|GoToR|Rendition"
    rb"|Movie|Sound|Collection)" + END_OF_WORD
)
ACTS_IN_SHORT = re.compile(rb"/(?:JS|EF|XFA|3D)" + END_OF_WORD)  # among packed bytes they would stand by chance
LOCKED = re.compile(rb"/Encrypt" + END_OF_WORD)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT = re.compile(rb"\d\s+obj\b")
STREAM = re.compile(rb"stream\r?\n")
END_STREAM = b"endstream"
FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+|\d+\s+\d+\s+R)")
HOLDS_OBJECTS = re.compile(rb"/(?:ObjStm|First)" + END_OF_WORD)
MARKS = re.compile(rb"/(?:ObjStm|First(?!\s*\d+\s+\d+\s+R\b))" + END_OF_WORD)  # the first of an outline is a reference
MISLEADS = re.compile(rb"[()%]")  # a string or a comment, in which anything may stand
PLAIN_FLATE = {b"/FlateDecode", b"/Fl"}


def check(content: bytes) -> None:
    """Refuses in words for the person who wants to send it."""
    if len(content) > MOST_BYTES:
        raise Refused("too-large", _("The file is larger than 5 MB. Send a link to it instead."))
    if not HEAD.match(content) or not TAIL.search(content[-1024:]):
        raise Refused("no-pdf", _("This is no whole PDF file. Save it as a PDF again, or send a link."))
    spelled = _spelled_out(content)
    if LOCKED.search(spelled):
        raise Refused("locked", _("This PDF is protected by a password, so nobody can look into it. Save it without."))
    if ACTS.search(spelled) or any(_acts(part) for part in _parts(content)):
        raise Refused(
            "acts",
            _("This PDF holds more than pages: a script, a form that sends or a file inside. Print it as a PDF."),
        )


def safe_name(name: str) -> str:
    """What the other side will save it as: no path, no marks that turn the reading, always `.pdf`."""
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] not in "CZ" or c == " "
    )
    stem = re.sub(r"(\.pdf)+$", "", re.sub(r'[<>:"|?*=%;]', " ", visible), flags=re.IGNORECASE)
    stem = " ".join(stem.split()).strip(". ")[:LONGEST_NAME].strip(". ")
    return f"{stem or 'file'}.pdf"


def _acts(part: bytes) -> bool:
    spelled = _spelled_out(part)
    return bool(ACTS.search(spelled) or ACTS_IN_SHORT.search(spelled))


def _spelled_out(part: bytes) -> bytes:
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part


def _parts(content: bytes) -> Iterator[bytes]:
    """What stands between the streams, and each stream that holds objects, unpacked; a reader finds no others."""
    budget, marks = MOST_UNPACKED, len(MARKS.findall(_spelled_out(content)))
    for words, body in _streams(content):
        yield words
        dictionary = _spelled_out(words[_last_object(words) :])
        if body and HOLDS_OBJECTS.search(dictionary):
            marks -= len(MARKS.findall(dictionary))
            unpacked = _unpacked(dictionary, body, budget)
            budget -= len(unpacked)
            yield unpacked
    if marks:
        raise _odd()


def _last_object(words: bytes) -> int:
    return max((found.start() for found in OBJECT.finditer(words)), default=0)


def _streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The words before each stream, and its body; at last the words after all of them."""
    at = 0
    for _number in range(MOST_STREAMS):
        begins = STREAM.search(content, at)
        ends = content.find(END_STREAM, begins.end()) if begins else -1
        if begins is None or ends < 0:
            yield content[at:], b""
            return
        yield content[at : begins.start()], content[begins.end() : ends]
        at = ends + len(END_STREAM)
    raise _odd()


def _unpacked(dictionary: bytes, body: bytes, budget: int) -> bytes:
    """Packed in the one usual way, or not at all; to its end, since a reader may know of a later one."""
    if MISLEADS.search(dictionary):
        raise _odd()
    filters = b" ".join(FILTER.findall(dictionary)).strip(b"[] \r\n\t")
    if b"/Filter" not in dictionary:
        return body
    if filters not in PLAIN_FLATE or b"/DecodeParms" in dictionary:
        raise _odd()
    try:
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(body, budget + 1)
    except zlib.error:
        raise _odd() from None
    if len(unpacked) > budget or not unpacker.eof:
        raise _odd()
    return unpacked


def _odd() -> Refused:
    return Refused("odd", _("We cannot look into this PDF. Print it as a PDF once more, or send a link."))
