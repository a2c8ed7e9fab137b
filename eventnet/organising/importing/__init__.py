"""Reading attendee lists: the bytes of a file become people, or a refusal in words. Stores nothing."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from eventnet.organising.importing import foreign, workbook
from eventnet.organising.importing.decoding import decode, encoding_remark, refuse_size
from eventnet.organising.importing.guessing import CHOICES, Guess, columns
from eventnet.organising.importing.labels import Meaning
from eventnet.organising.importing.listed import LeftOut, Listed, Reading, Remark
from eventnet.organising.importing.plain import read_with
from eventnet.organising.importing.recognising import recognise
from eventnet.organising.importing.sheet import Sheet, open_sheet

__all__ = [
    "CHOICES", "Guess", "LeftOut", "Listed", "Meaning", "Reading", "Remark", "Sheet", "columns", "open_list",
    "open_sheet", "read", "read_sheet", "read_with", "recognise", "unpack",
]  # fmt: skip


def read(data: bytes, filename: str) -> Reading:
    """Read an attendee list of any known format; raises Refused when it cannot be understood.

    The file name is used in words only: what a file is, its content tells. To ask somebody what the columns hold:
    `open_list`, then `columns` for a guess, then `read_with` what they say.
    """
    sheet, remarks = open_list(data, filename)
    return read_sheet(sheet, remarks)


def read_sheet(sheet: Sheet, remarks: Sequence[Remark] = (), mapping: Mapping[int, Meaning] | None = None) -> Reading:
    """With `mapping`, as somebody said; else by the first reader that knows the list."""
    reading = recognise(sheet).read(sheet) if mapping is None else read_with(sheet, mapping)
    return replace(reading, warnings=[*remarks, *reading.warnings])


def open_list(data: bytes, filename: str) -> tuple[Sheet, list[Remark]]:
    """The table in a file, whatever its columns mean, and what is to be said about how it was opened."""
    text, remarks = unpack(data, filename)
    return open_sheet(text), remarks


def unpack(data: bytes, filename: str) -> tuple[str, list[Remark]]:
    """The text of a file, of a workbook as CSV: what `open_sheet` takes."""
    refuse_size(data)
    if foreign.is_workbook(data):
        return workbook.text_of(data)
    text, encoding = decode(data, filename)
    return text, encoding_remark(encoding)
