"""What a phone may send: {"scans": [{"id": uuid, "code": text, "scanned_at": RFC 3339}]}; any other key is refused."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from eventnet.refusals import Refused

MOST_SCANS = 200
MOST_BYTES = 256 * 1024
LONGEST_CODE = 2000
KEYS = {"id", "code", "scanned_at"}
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)
YEARS = range(1970, 2200)


@dataclass(frozen=True)
class Reported:
    """One scan of a phone; its time is only a claim."""

    id: str
    code: str
    scanned_at: datetime


def read_batch(body: bytes) -> list[Any]:
    """The items as they are; each is checked alone, so that a bad one blocks no other."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("not-json", "The body is not JSON.") from None
    if not isinstance(data, dict) or set(data) != {"scans"} or not isinstance(data["scans"], list):
        raise Refused("bad-batch", 'The body is an object with the one key "scans", a list.')
    if len(data["scans"]) > MOST_SCANS:
        raise Refused("too-many-scans", f"At most {MOST_SCANS} scans at once.")
    return data["scans"]


def read_scan(item: Any) -> Reported:
    if not isinstance(item, dict) or set(item) != KEYS or not all(isinstance(value, str) for value in item.values()):
        raise Refused("bad-scan", "A scan has the keys id, code and scanned_at, and no others; all are strings.")
    if not UUID.fullmatch(item["id"]):
        raise Refused("bad-id", "id is a UUID in lower case.")
    if len(item["code"]) > LONGEST_CODE:
        raise Refused("bad-code", f"code has at most {LONGEST_CODE} characters.")
    return Reported(item["id"], item["code"], _moment(item["scanned_at"]))


def is_uuid(text: str) -> bool:
    return UUID.fullmatch(text) is not None


def _moment(text: str) -> datetime:
    wrong = Refused("bad-time", "scanned_at is an RFC 3339 time with its offset, like 2026-11-26T09:30:00Z.")
    if not RFC3339.fullmatch(text):
        raise wrong
    try:
        moment = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise wrong from None
    if moment.year not in YEARS:
        raise wrong
    return moment
