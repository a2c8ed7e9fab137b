"""From the bytes of a file to its text."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from flask_babel import gettext as _

from eventnet.organising.importing import foreign
from eventnet.organising.importing.listed import Remark
from eventnet.refusals import Refused

MAX_BYTES = 20 * 1024 * 1024
SAMPLE = 65_536  # characters looked at to tell text from junk
TOLERATED_JUNK = 0.1  # random bytes read as Windows-1252 come to 0.13

_JUNK = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


def decode(data: bytes, filename: str) -> tuple[str, str]:
    """The text without NULs, and the encoding it was read with. Refuses what is not a text file."""
    foreign.refuse(data, filename)
    encoding = _encoding(data)
    text = data.decode(encoding, errors="replace").replace("\0", "")
    _refuse_junk(text)
    return text, encoding


def encoding_remark(encoding: str) -> list[Remark]:
    """A guessed encoding is told, because a wrong guess shows in the names and nowhere else."""
    if encoding != "cp1252":
        return []
    words = _("The file is not in UTF-8. It was read as Windows writes it: please check names with accents.")
    return [Remark(None, "encoding-guessed", words)]


def _encoding(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"


def refuse_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Refused(
            "file-too-large",
            _("The file is larger than 20 MB. Please split it, or leave out columns that are not needed."),
        )


def _refuse_junk(text: str) -> None:
    sample = text[:SAMPLE]
    if len(_JUNK.findall(sample)) > TOLERATED_JUNK * len(sample):
        raise Refused("not-text", _("This is neither a text file nor a workbook. Please save the list as CSV or XLSX."))
