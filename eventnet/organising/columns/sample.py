"""The first rows of a table as they would become, by what its columns are said to hold."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from eventnet.events.words import ROLE_WORDS
from eventnet.organising.importing import Reading, Sheet, read_with, recognise
from eventnet.organising.importing.cells import said
from eventnet.organising.importing.sheet import Row
from eventnet.organising.models import Fields
from eventnet.refusals import Refused

SHOWN = 20
LOOKED_AT = 200
CELL = 40


class Head(Sheet, frozen=True):
    """The first rows of a sheet, read as if there were no more."""

    rows_read: int = SHOWN

    def rows(self) -> Iterator[Row]:
        return islice(super().rows(), self.rows_read)


def head(sheet: Sheet, rows: int = SHOWN) -> Head:
    return Head(sheet.labels, sheet.header, sheet.delimiter, sheet.text, rows)


class Line(Struct, frozen=True):
    """A row as it would become, or why it would not."""

    row: int
    name: str
    email: str
    organisation: str
    role: str
    words: str


def lines(sheet: Sheet, fields: Fields) -> list[Line]:
    read = read_with(head(sheet), fields)
    return sorted([*_people(read), *_left_out(read)], key=lambda line: line.row)


def _people(read: Reading) -> Iterator[Line]:
    for one in read.people:
        role = str(ROLE_WORDS[one.role]) if one.role else ""
        remarks = " ".join(remark.words for remark in read.warnings if remark.row == one.row)
        yield Line(one.row, one.name, one.email or "", one.organisation or "", role, remarks)


def _left_out(read: Reading) -> Iterator[Line]:
    for one in read.left_out:
        yield Line(one.row, one.name, "", "", "", one.words)


def filled_columns(sheet: Sheet) -> dict[int, str]:
    """Every column that holds anything, by its place, with its label and its first cell."""
    first: dict[int, str] = {}
    for row in head(sheet, LOOKED_AT).rows():
        for column, cell in enumerate(row.cells):
            if column not in first and (text := said(cell)):
                first[column] = text
    named = {column: label for column, label in enumerate(sheet.labels) if column in first or label}
    return {
        column: " · ".join(filter(None, (label[:CELL], first.get(column, "")[:CELL])))
        for column, label in ({column: "" for column in first} | named).items()
        if column in first
    }


def why_unknown(sheet: Sheet) -> Refused | None:
    """None if some reader takes it as it is; else what is missing."""
    try:
        recognise(sheet).read(replace(head(sheet, 50)))
    except Refused as no:
        return no
    return None
