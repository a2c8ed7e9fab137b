"""Files that are called .csv or .xlsx and are something else, known by their first bytes."""

import io
import re
from zipfile import BadZipFile, ZipFile

from flask_babel import gettext as _

from eventnet.organising.importing.cells import plain
from eventnet.refusals import Refused

# First bytes as `file` knows them; xlsx and ods are zip archives, xls is an OLE container.
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00")
PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
WORKBOOK = "xl/workbook.xml"
OTHER_WORKBOOKS = frozenset({"xl/workbook.bin", "content.xml", "Index/Document.iwa"})  # xlsb, ods, numbers

_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def is_workbook(data: bytes) -> bool:
    """Whether this is XLSX (or XLSM, whose macros nobody runs), whatever the file is called."""
    return WORKBOOK in _names(data)


def refuse(data: bytes, filename: str) -> None:
    """Refuse what is plainly neither a CSV file nor a workbook that we read, and say how to get one."""
    code = _kind(data)
    if code:
        raise Refused(code, _words(code, _shown(filename)))


def _kind(data: bytes) -> str | None:
    if data.startswith(OLE) or not OTHER_WORKBOOKS.isdisjoint(_names(data)):
        return "is-workbook"
    if data.startswith(b"%PDF"):
        return "is-pdf"
    if data.startswith(PICTURES):
        return "is-picture"
    if data.startswith(ZIP + PACKED):
        return "is-archive"
    return "is-web-page" if _WEB_PAGE.match(data) else None


def _names(data: bytes) -> frozenset[str]:
    """The names in a zip archive; none for anything else."""
    if not data.startswith(ZIP):
        return frozenset()
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def _words(code: str, file: str) -> str:
    match code:
        case "is-workbook":
            return _(
                "%(file)s is an old workbook, one with a password or one of another program. Please open it "
                "there, save it as XLSX without a password or as CSV, and choose that file.",
                file=file,
            )
        case "is-archive":
            return _("%(file)s is a packed archive. Please unpack it and choose the CSV or XLSX file.", file=file)
        case "is-web-page":
            return _(
                "%(file)s is a web page. Perhaps the download asked to sign in. Please export the list again.",
                file=file,
            )
        case "is-pdf":
            return _("%(file)s is a PDF. Please export the list as CSV or XLSX.", file=file)
        case _:
            return _("%(file)s is a picture. Please export the list as CSV or XLSX.", file=file)


def _shown(filename: str) -> str:
    """The last part of a path, as browsers on Windows may send all of it."""
    return plain(re.split(r"[\\/]", filename)[-1])[:80] or _("This file")
