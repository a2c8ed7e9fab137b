"""What a small code leaves out of a card, in this order: the headline word by word, the organisation word by word, and
only then the end of the name."""

import re
import unicodedata
from typing import NamedTuple

CUT = "…"
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_JOINER = "\u200d"


class Fields(NamedTuple):
    """What everybody who scans a code sees; each on one line."""

    name: str
    headline: str
    organisation: str

    @property
    def size(self) -> int:
        """Bytes in UTF-8, with the two separators."""
        return sum(len(field.encode()) for field in self) + 2


def shortened(fields: Fields, room: int) -> Fields | None:
    """As much as fits in `room` bytes; None where not even a letter of the name does."""
    card = Fields(*(_one_line(field) for field in fields))
    for name in ("headline", "organisation"):
        spare = room - card._replace(**{name: ""}).size
        card = card._replace(**{name: _words(getattr(card, name), spare)})
    name = _characters(card.name, room - card._replace(name="").size)
    return card._replace(name=name) if name else None


def _words(text: str, room: int) -> str:
    """Whole words from the beginning; nothing if the first is too long."""
    if len(text.encode()) <= room:
        return text
    words = text.split(" ")[:-1]
    while words and len(" ".join(words).encode()) + len(CUT.encode()) > room:
        words.pop()
    return " ".join(words) + CUT if words else ""


def _characters(text: str, room: int) -> str:
    """Whole characters from the beginning, with what is joined to them: accents, skin colours, families."""
    if len(text.encode()) <= room:
        return text
    whole = text.encode()[: max(0, room - len(CUT.encode()))].decode(errors="ignore")
    end = len(whole)
    while end and _is_inside(text, end):
        end -= 1
    kept = (whole[:end] or whole).rstrip()
    return kept + CUT if kept else ""


def _is_inside(text: str, place: int) -> bool:
    """Between two code points that are one character to the eye (UAX 29, roughly)."""
    before, after = text[place - 1], text[place]
    is_mark = unicodedata.category(after).startswith("M")
    return is_mark or _JOINER in (before, after) or "\U0001f3fb" <= after <= "\U0001f3ff"


def _one_line(text: str) -> str:
    return _INVISIBLE.sub(" ", text).strip()
