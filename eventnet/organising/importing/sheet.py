"""From the text of a CSV file to labels and rows."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import NamedTuple

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.organising.importing import labels
from eventnet.organising.importing.cells import plain
from eventnet.refusals import Refused

DELIMITERS = ",;\t"
MAX_ROWS = 50_000
MAX_COLUMNS = 1_000
TOP = 10  # a title and an empty line may stand above the labels
HEAD = 200_000  # characters that surely hold the top
END = "\0"  # decoded text has no NUL

# The first line by which Excel is told the delimiter; Excel does not count it as a row.
_SEP = re.compile(r'^"?sep=([,;|\t])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)

_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]+")


class Row(NamedTuple):
    """One record. `number` is its row in a spreadsheet program, which is not its line in the file."""

    number: int
    cells: list[str]


class Sheet(Struct, frozen=True):
    """A list that is read again for every walk through it, so that a large one is never held twice."""

    labels: list[str]
    header: int
    delimiter: str
    text: str

    def rows(self) -> Iterator[Row]:
        """The rows below the labels that hold anything; refuses to give more than 50,000."""
        below = (row for row in _records(self.text, self.delimiter) if row.number > self.header)
        for count, row in enumerate(filter(_is_filled, below), 1):
            if count > MAX_ROWS:
                raise too_many_rows()
            yield row


def too_many_rows() -> Refused:
    return Refused("too-many-rows", _("The list has more than 50,000 rows. Please split it."))


def open_sheet(text: str) -> Sheet:
    """Find the delimiter and the labels. Refuses a file that has no labels, or nothing below them."""
    told = _SEP.match(text)
    text = text[told.end() :] if told else text
    sheet = _sheet(text, told[1] if told else DELIMITERS)
    _refuse_labels(sheet.labels)
    if next(sheet.rows(), None) is None:
        raise Refused("no-rows", _("The file has labels, but no row below them. Nobody would be imported."))
    return sheet


def _sheet(text: str, delimiters: str) -> Sheet:
    """By the delimiter that yields the most labels we know, or the most columns where we know none."""
    found = [(_header(text, delimiter), delimiter) for delimiter in delimiters]
    header, delimiter = max(found, key=lambda each: (labels.known(each[0].cells), len(each[0].cells)))
    return Sheet([plain(label) for label in header.cells], header.number, delimiter, text)


def _header(text: str, delimiter: str) -> Row:
    rows = _top(text, delimiter)
    return max(rows, key=lambda row: labels.known(row.cells), default=Row(0, []))


def _top(text: str, delimiter: str) -> list[Row]:
    """The first filled rows, as far as they can be read; what is wrong with the rest shows later."""
    rows = map(Row._make, enumerate(_reader(_lines(text[:HEAD]), delimiter), 1))
    top: list[Row] = []
    with suppress(csv.Error):
        for row in islice(filter(_is_filled, rows), TOP):
            top.append(row)
    return top


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """All rows. A quotation mark that is never closed would swallow people, so it is refused."""
    reader = _reader(chain(_lines(text), [END]), delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if cells == [END]:
                return
            if cells and cells[-1].endswith(END):
                raise _open_quote(number)
            yield Row(number, cells)
    except csv.Error:  # a cell above csv.field_size_limit(): a quote that went astray
        raise _open_quote(number + 1) from None


def _lines(text: str) -> Iterator[str]:
    """One at a time: io.StringIO would hold four bytes for every character."""
    return (line[0] for line in _LINE.finditer(text))


def _reader(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _open_quote(number: int) -> Refused:
    words = _("In row %(row)s a quotation mark is opened and never closed. Please mend that row.", row=number)
    return Refused("open-quote", words)


def _is_filled(row: Row) -> bool:
    return any(cell and not cell.isspace() for cell in row.cells)


def _refuse_labels(found: list[str]) -> None:
    if not any(map(labels.fold, found)):
        raise Refused("empty-file", _("The file is empty. Please export the list again."))
    if len(found) > MAX_COLUMNS:
        raise Refused("too-many-columns", _("The list has more than 1,000 columns. This is no attendee list."))
    if labels.known(found):
        return
    if any("@" in label for label in found):
        raise Refused(
            "no-labels",
            _("The first row already holds a person. Please put labels above it, such as Name and E-mail."),
        )
    if len(found) == 1:
        raise Refused(
            "one-column",
            _("The file has one column only. Please save it as CSV with commas, semicolons or tabs."),
        )
