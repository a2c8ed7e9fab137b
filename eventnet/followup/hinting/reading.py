"""Calendar answers as mails bring them (iTIP, RFC 5546, in iMIP, RFC 6047): REPLY and COUNTER, nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any, NamedTuple

from eventnet.clock import now
from eventnet.mail.arriving.message import bytes_of, header, parts

KINDS = {"text/calendar", "application/ics"}
MOST_BYTES = 60_000
FAR = timedelta(days=730)
SAID = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


class Answer(NamedTuple):
    """`said` by address: accepted, declined, tentative or counter."""

    uid: str
    sequence: int
    stamped_at: datetime
    said: dict[str, str]
    starts_at: datetime | None


def read_answer(message: Message) -> Answer | None:
    for part in parts(message):
        if part.get_content_type() in KINDS:
            answer = _read(bytes_of(part)[:MOST_BYTES].decode("utf-8", "replace"))
            if answer:
                return answer
    return None


def _read(text: str) -> Answer | None:
    from icalendar import Calendar  # the library is large

    try:
        calendar: Any = Calendar.from_ical(text)
        method = str(calendar.get("METHOD", "")).upper()
        event = next(iter(calendar.walk("VEVENT")), None)
        if event is None or method not in {"REPLY", "COUNTER"}:
            return None
        return Answer(
            uid=str(event.get("UID", "")),
            sequence=int(event.get("SEQUENCE", 0)),
            stamped_at=min(_moment(event, "DTSTAMP") or now(), now()),
            said=dict(_said(event, method)),
            starts_at=_soon(_moment(event, "DTSTART")) if method == "COUNTER" else None,
        )
    except Exception:  # the parser has many ways to stumble over what is no calendar
        return None


def _said(event: Any, method: str) -> Iterator[tuple[str, str]]:
    """Apple names people by its own addresses and puts the mailbox beside them."""
    found = event.get("ATTENDEE", [])
    for attendee in found[:20] if isinstance(found, list) else [found]:
        word = SAID.get(str(attendee.params.get("PARTSTAT", "")).upper(), "")
        for address in (str(attendee), str(attendee.params.get("EMAIL", ""))):
            yield _mailbox(address), "counter" if method == "COUNTER" else word


def _mailbox(address: str) -> str:
    return header(address).lower().removeprefix("mailto:").strip()


def _moment(event: Any, name: str) -> datetime | None:
    """In UTC; None for a whole day and for a time without a zone."""
    value = getattr(event.get(name), "dt", None)
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else None


def _soon(moment: datetime | None) -> datetime | None:
    return moment if moment and now() < moment < now() + FAR else None
