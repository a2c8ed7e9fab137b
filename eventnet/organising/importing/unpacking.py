"""What a workbook may unpack to: openpyxl would build trees of whatever a zip of a few kilobytes promises.

Looked at are the parts that openpyxl reads, in blocks, before it reads them. zipfile gives no more than the size that
the archive states, so the stated size binds.
"""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from flask_babel import gettext as _

from eventnet.refusals import Refused

MAX_UNPACKED = 400 * 1024 * 1024
MAX_PART = 8 * 1024 * 1024  # of what is neither rows nor shared texts: styles, names, the theme
MAX_PARTS = 2_000
MAX_ROW_MARKS = 1_100_000  # Excel has 1,048,576 rows
MAX_TEXT_MARKS = 2_000_000
BLOCK = 1024 * 1024
PATIENCE = 4  # blocks without a row: one row of 200 columns has place in it, a tree that fills the memory has none

_ROW = re.compile(rb"<(?:\w+:)?(?:row|si)[\s>/]")
_TABLES = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_READ = re.compile(r".+\.(?:xml|rels)", re.IGNORECASE)


def refuse_bombs(archive: ZipFile) -> None:
    """Refuse what is no honest workbook by its measures, or could not be read in a small machine."""
    parts = [part for part in archive.infolist() if _READ.fullmatch(part.filename)]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large()
    for part in parts:
        if _TABLES.fullmatch(part.filename):
            _walk(_blocks(archive, part.filename), "sharedstrings" in part.filename.lower())
        elif part.file_size > MAX_PART:
            raise _too_large()
        else:
            _refuse_tricks(archive.read(part.filename))


def _walk(blocks: Iterator[bytes], is_texts: bool) -> None:
    """Count rows or texts, and how much comes without any."""
    marks = barren = 0
    for block in blocks:
        _refuse_tricks(block)
        found = len(_ROW.findall(block))
        marks, barren = marks + found, 0 if found else barren + 1
        if barren > PATIENCE or marks > (MAX_TEXT_MARKS if is_texts else MAX_ROW_MARKS):
            raise _too_large()


def _refuse_tricks(block: bytes) -> None:
    """No workbook holds document types, comments or UTF-16; entities and hidden rows need them."""
    if b"<!" in block or b"\0" in block:
        raise Refused("broken-workbook", _("The workbook cannot be read. Please save it again, or as CSV."))


def _blocks(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            yield block


def _too_large() -> Refused:
    return Refused(
        "workbook-too-large",
        _("The workbook is too large once unpacked. Please keep the sheet with the people only, or save it as CSV."),
    )
