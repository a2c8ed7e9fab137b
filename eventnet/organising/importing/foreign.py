"""Files that are called .csv and are something else, known by their first bytes."""

import re

from flask_babel import gettext as _

from eventnet.organising.importing.cells import plain
from eventnet.refusals import Refused

# First bytes as `file` knows them; xlsx and ods are zip archives, xls is an OLE container.
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00")
PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
INSIDE_WORKBOOKS = (b"xl/workbook", b"xl/worksheets", b"opendocument.spreadsheet")

_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def refuse(data: bytes, filename: str) -> None:
    """Refuse what is plainly not a CSV file, and say how to get one."""
    code = _kind(data)
    if code:
        raise Refused(code, _words(code, _shown(filename)))


def _kind(data: bytes) -> str | None:
    if data.startswith(OLE) or _is_workbook(data):
        return "is-workbook"
    if data.startswith(b"%PDF"):
        return "is-pdf"
    if data.startswith(PICTURES):
        return "is-picture"
    if data.startswith(ZIP + PACKED):
        return "is-archive"
    return "is-web-page" if _WEB_PAGE.match(data) else None


def _is_workbook(data: bytes) -> bool:
    return data.startswith(ZIP) and any(name in data for name in INSIDE_WORKBOOKS)


def _words(code: str, file: str) -> str:
    match code:
        case "is-workbook":
            return _(
                "%(file)s is a workbook of a spreadsheet program, not a CSV file. Please open it there, save "
                "the sheet with the people as CSV and choose that file.",
                file=file,
            )
        case "is-archive":
            return _("%(file)s is a packed archive. Please unpack it and choose the CSV file.", file=file)
        case "is-web-page":
            return _(
                "%(file)s is a web page. Perhaps the download asked to sign in. Please export the list again.",
                file=file,
            )
        case "is-pdf":
            return _("%(file)s is a PDF. Please export the list as CSV.", file=file)
        case _:
            return _("%(file)s is a picture. Please export the list as CSV.", file=file)


def _shown(filename: str) -> str:
    """The last part of a path, as browsers on Windows may send all of it."""
    return plain(re.split(r"[\\/]", filename)[-1])[:80] or _("This file")
