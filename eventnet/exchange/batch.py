"""What a phone hands in, checked by `schemas`; each scan is checked alone, so that a bad one blocks no other."""

import json
import re
from datetime import UTC
from typing import Any

import msgspec
from msgspec import Struct

from eventnet.exchange.schemas import LONGEST_CODE, MOST_SCANS, UUID, Batch, Note, Reported
from eventnet.refusals import Refused

MOST_BYTES = 256 * 1024
YEARS = range(1970, 2200)
IS_UUID = re.compile(UUID.strip("^$"))
WRONG = {
    "$.id": ("bad-id", "id is a UUID in lower case."),
    "$.code": ("bad-code", f"code is a text of at most {LONGEST_CODE} characters."),
    "$.scanned_at": ("bad-time", "scanned_at is an RFC 3339 time with its offset, like 2026-11-26T09:30:00Z."),
    "$.note": ("bad-note", "note has written_at, and what is noted: text, mine, theirs."),
}
NO_SCAN = ("bad-scan", "A scan has the keys id, code and scanned_at, perhaps note, and no others.")


class Bad(Struct, frozen=True):
    """An item that is none of ours, with the id that it names, if it names one."""

    id: str | None
    error: str
    words: str


def read_batch(body: bytes) -> tuple[list[Reported | Bad], str | None]:
    """The items in their order, and whose they are by the phone's word.

    Read by `json`, which takes half a surrogate in a text for what it is: msgspec would refuse the whole batch.
    """
    try:
        batch = msgspec.convert(json.loads(body), Batch[Any])
    except msgspec.ValidationError as error:
        if "$.scans" in str(error) and "length" in str(error):
            raise Refused("too-many-scans", f"At most {MOST_SCANS} scans at once.") from None
        raise Refused("bad-batch", 'The body is an object with "scans", a list, and perhaps "person".') from None
    except (ValueError, RecursionError):
        raise Refused("not-json", "The body is not JSON.") from None
    return [_read(item) for item in batch.scans], None if batch.person is msgspec.UNSET else batch.person


def is_uuid(text: str) -> bool:
    return IS_UUID.fullmatch(text) is not None


def _read(item: Any) -> Reported | Bad:
    try:
        scan = msgspec.convert(item, Reported)
    except (msgspec.ValidationError, RecursionError) as error:
        return _bad(item, str(error).rpartition(" - at `")[2].rstrip("`"))
    if not is_uuid(scan.id):
        return _bad(item, "$.id")
    try:
        at = scan.scanned_at.astimezone(UTC)
    except OverflowError:
        return _bad(item, "$.scanned_at")
    if at.year not in YEARS:
        return _bad(item, "$.scanned_at")
    if isinstance(scan.note, Note) and not _can_be_stored(scan.note):
        return _bad(item, "$.note")
    return Reported(scan.id, scan.code, at, scan.note)


def _can_be_stored(note: Note) -> bool:
    """Half a surrogate is no character."""
    return not any("\ud800" <= character <= "\udfff" for character in note.text + note.mine + note.theirs)


def _bad(item: Any, where: str) -> Bad:
    named = item.get("id") if isinstance(item, dict) else None
    place = ".".join(where.split(".")[:2])
    return Bad(named if isinstance(named, str) else None, *WRONG.get(place, NO_SCAN))
