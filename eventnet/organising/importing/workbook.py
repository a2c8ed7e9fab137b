"""From the bytes of an XLSX workbook to the text of a table, which is then read as any CSV file is.

Formulas are not evaluated: a cell holds what the spreadsheet program last showed there. Macros, pictures and comments
are not read; of merged cells the first one holds the text.
"""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from flask_babel import gettext as _

from eventnet.organising.importing import labels
from eventnet.organising.importing.listed import Remark
from eventnet.organising.importing.sheet import MAX_ROWS, TOP, too_many_rows
from eventnet.organising.importing.unpacking import refuse_bombs
from eventnet.refusals import Refused

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_COLUMNS = 200
LAST_ROW = 1_048_576  # of any spreadsheet program; a row may state any number
MAX_CELL = 32_767  # characters that Excel lets into one cell
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})

Cells = tuple[Any, ...]


def text_of(data: bytes) -> tuple[str, list[Remark]]:
    """The sheet that looks most like a list of people, as CSV; and a word on sheets that were not read."""
    try:
        return _text_of(data)
    except (Refused, MemoryError):
        raise
    except Exception:  # openpyxl raises whatever its parts raise: zip, XML, numbers, missing keys
        raise Refused("broken-workbook", _broken()) from None


def _text_of(data: bytes) -> tuple[str, list[Remark]]:
    with ZipFile(io.BytesIO(data)) as archive:
        refuse_bombs(archive)
    with warnings.catch_warnings(), closing(_open(data)) as book:
        warnings.simplefilter("ignore")  # of extensions that hold no cells
        sheets = _sheets(book)
        best = max(sheets, key=_known)
        return _written(_rows(best)), _remark_on_sheets(best.title, len(sheets))


def _open(data: bytes) -> "Workbook":
    from openpyxl import load_workbook  # takes a tenth of a second: not before somebody brings a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _sheets(book: "Workbook") -> list[Any]:
    """Those that can be seen, if any can; charts have no cells."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    seen = [sheet for sheet in sheets if getattr(sheet, "sheet_state", "visible") == "visible"]
    if not sheets:
        raise Refused("empty-file", _("The file is empty. Please export the list again."))
    return seen or sheets


def _known(sheet: Any) -> tuple[int, bool]:
    """How many labels we know stand in one of its first rows; else whether there is anything at all."""
    top = [[_shown(cell) for cell in row] for row in islice(filter(any, _rows(sheet)), TOP)]
    return max((labels.known(row) for row in top), default=0), bool(top)


def _rows(sheet: Any) -> Iterator[Cells]:
    """Up to the last column that may be; a sheet's own statement of its size is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), 1):
        if number > LAST_ROW:
            raise Refused("broken-workbook", _broken())
        yield row


def _written(rows: Iterable[Cells]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    file.write("sep=,\n")  # whatever the cells hold, this is the delimiter
    filled = 0
    for row in rows:
        cells = [_shown(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        filled += bool(cells)
        _refuse_shape(len(cells), filled)
        writer.writerow(cells)
    return file.getvalue()


def _refuse_shape(columns: int, rows: int) -> None:
    if columns > MAX_COLUMNS:
        raise Refused("too-many-columns", _("The sheet has more than 200 columns. This is no attendee list."))
    if rows > MAX_ROWS + TOP:  # what stands above the labels is not counted; the rest is counted by the sheet
        raise too_many_rows()


def _shown(cell: object) -> str:
    """As a spreadsheet program would show it in its plainest form; without NULs, which end the text for us."""
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            text = str(cell).replace("\0", "")[:MAX_CELL]
            return "" if text in ERRORS else text


def _remark_on_sheets(title: str, count: int) -> list[Remark]:
    if count == 1:
        return []
    words = _("The workbook has %(count)s sheets. Read was the sheet “%(title)s”.", count=count, title=title[:80])
    return [Remark(None, "one-sheet", words)]


def _broken() -> str:
    return _("The workbook cannot be read. Please save it again, or as CSV.")
