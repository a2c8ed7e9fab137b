"""Which column of any table holds what: by its label in many languages, else by what its cells look like."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from eventnet.organising.importing.cells import said
from eventnet.organising.importing.labels import PLAIN, Meaning, find, fold
from eventnet.organising.importing.sheet import Sheet
from eventnet.organising.importing.tongues import BARE_NAMES

LOOKED_AT = 200  # rows
SHOWN = 80  # characters of a cell
NAMING = frozenset({Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY})
# What a column of a table may be said to hold; whatever else is left alone.
CHOICES = (
    Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY, Meaning.EMAIL, Meaning.ORGANISATION, Meaning.ROLE, Meaning.STATUS,
    Meaning.SECRET,
)  # fmt: skip

_MAIL = re.compile(r"(?:mailto:)?[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_PHONE = re.compile(r"(?:\+|00|0|\()[\d\s()/.\-–]{5,24}\d")
_SECRET = re.compile(r"[a-hjkmnp-z2-9]{32}")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’\-]*(?:[.'’\-][^\W\d_]*)*")
_FIRM = re.compile(
    r"\b(?:gmbh|mbh|ag|kg|ohg|ug|e\.\s?v|ggmbh|ltd|llc|inc|corp|plc|sarl|s\.a|sas|s\.r\.l|spa|b\.v|bv|n\.v|sp\. z o|"
    r"a\.s|s\.r\.o|oy|aps|universit\w*|hochschule|fachhochschule|college|institut\w*|stadtwerke|bank|verband|verein|"
    r"stiftung|foundation|ministerium|ministry|agentur|group|holding)\b|株式会社|大学",
    re.IGNORECASE,
)
_BARE = frozenset(map(fold, BARE_NAMES))


class Guess(Struct, frozen=True):
    """The meaning of columns by their place in the table, from 0; `seen` are those that only their cells tell."""

    fields: Mapping[int, Meaning]
    seen: frozenset[int] = frozenset()

    @property
    def has_names(self) -> bool:
        return not NAMING.isdisjoint(self.fields.values())


def columns(sheet: Sheet) -> Guess:
    """The best guess for this table; one column for each meaning."""
    labelled = _by_label(sheet.labels)
    fields = {column: meaning for meaning, column in labelled.items()}
    rows = [row.cells for row in islice(sheet.rows(), LOOKED_AT)]
    seen = _by_cells(rows, len(sheet.labels), fields)
    return Guess({**fields, **seen}, frozenset(seen))


def _by_label(labels: Sequence[str]) -> dict[Meaning, int]:
    """`Name` beside `Vorname` is the family name, `Nombre` beside `Apellidos` the given name."""
    found = find(labels, PLAIN)
    column = found.get(Meaning.NAME)
    parts = found.keys() & {Meaning.GIVEN, Meaning.FAMILY}
    if column is not None and len(parts) == 1 and fold(labels[column]) in _BARE:
        (there,) = parts
        del found[Meaning.NAME]
        found[Meaning.FAMILY if there is Meaning.GIVEN else Meaning.GIVEN] = column
    return found


def _by_cells(rows: Sequence[Sequence[str]], width: int, known: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Of columns without a label that we know, the leftmost that looks like something that is still missing."""
    missing = set(_LOOKS) - set(known.values())
    if not NAMING.isdisjoint(known.values()):
        missing.discard(Meaning.NAME)
    found: dict[int, Meaning] = {}
    for column in range(width):
        cells = [text for row in rows if column < len(row) and (text := said(row[column])[:SHOWN])]
        meaning = next((each for each in _LOOKS if _LOOKS[each](cells, len(rows))), None) if cells else None
        if column not in known and meaning in missing:
            found[column] = meaning
            missing.discard(meaning)
    return found


def _mostly(shape: re.Pattern[str]) -> Callable[[Sequence[str], int], bool]:
    return lambda cells, rows: sum(1 for cell in cells if shape.fullmatch(cell)) >= 0.6 * len(cells)


def _firms(cells: Sequence[str], rows: int) -> bool:
    return sum(1 for cell in cells if _FIRM.search(cell)) >= 0.2 * len(cells)


def _names(cells: Sequence[str], rows: int) -> bool:
    """Two to five words that begin with a capital, where letters have them; nearly everywhere, nearly all different."""
    alike = sum(map(_is_like_a_name, cells))
    return alike >= 0.7 * len(cells) and len(cells) >= 0.6 * rows and len(set(cells)) >= 0.5 * len(cells)


def _is_like_a_name(cell: str) -> bool:
    words = cell.split()
    capitals = sum(not word[:1].islower() for word in words)
    return 2 <= len(words) <= 5 and capitals >= 2 and all(map(_WORD.fullmatch, words))


_LOOKS: Mapping[Meaning, Callable[[Sequence[str], int], bool]] = {
    Meaning.EMAIL: _mostly(_MAIL),
    Meaning.PHONE: _mostly(_PHONE),
    Meaning.SECRET: _mostly(_SECRET),
    Meaning.ORGANISATION: _firms,
    Meaning.NAME: _names,
}
