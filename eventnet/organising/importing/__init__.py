"""Reading attendee lists: the bytes of a file become people, or a refusal in words. Stores nothing."""

from dataclasses import replace

from eventnet.organising.importing import foreign, workbook
from eventnet.organising.importing.decoding import decode, encoding_remark, refuse_size
from eventnet.organising.importing.guessing import CHOICES, Guess, columns
from eventnet.organising.importing.labels import Meaning
from eventnet.organising.importing.listed import LeftOut, Listed, Reading, Remark
from eventnet.organising.importing.plain import read_with
from eventnet.organising.importing.recognising import recognise
from eventnet.organising.importing.sheet import Sheet, open_sheet

__all__ = [
    "CHOICES", "Guess", "LeftOut", "Listed", "Meaning", "Reading", "Remark", "columns", "open_list",
    "read", "read_with",
]  # fmt: skip


def read(data: bytes, filename: str) -> Reading:
    """Read an attendee list of any known format; raises Refused when it cannot be understood.

    The file name is used in words only: what a file is, its content tells. To ask somebody what the columns hold:
    `open_list`, then `columns` for a guess, then `read_with` what they say.
    """
    sheet, remarks = open_list(data, filename)
    reading = recognise(sheet).read(sheet)
    return replace(reading, warnings=[*remarks, *reading.warnings])


def open_list(data: bytes, filename: str) -> tuple[Sheet, list[Remark]]:
    """The table in a file, whatever its columns mean, and what is to be said about how it was opened."""
    refuse_size(data)
    if foreign.is_workbook(data):
        text, remarks = workbook.text_of(data)
        return open_sheet(text), remarks
    text, encoding = decode(data, filename)
    return open_sheet(text), encoding_remark(encoding)
