"""Reading attendee lists: the bytes of a file become people, or a refusal in words. Stores nothing."""

from dataclasses import replace

from eventnet.organising.importing.decoding import decode, encoding_remark
from eventnet.organising.importing.listed import LeftOut, Listed, Reading, Remark
from eventnet.organising.importing.recognising import recognise
from eventnet.organising.importing.sheet import open_sheet

__all__ = ["LeftOut", "Listed", "Reading", "Remark", "read"]


def read(data: bytes, filename: str) -> Reading:
    """Read an attendee list of any known format; raises Refused when it cannot be understood.

    The file name is used in words only: what a file is, its content tells.
    """
    text, encoding = decode(data, filename)
    sheet = open_sheet(text)
    reading = recognise(sheet).read(sheet)
    return replace(reading, warnings=[*encoding_remark(encoding), *reading.warnings])
