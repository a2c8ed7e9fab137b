"""Tickets of other shops: whoever is on an imported list can be scanned by the ticket or badge of that shop.

A ticket opens a door, so only its fingerprint is kept, made for one event; it is never shown and never exported.
Read is what the shops print: pretix, eventyay, Indico, alf.io. A foreign address or a vCard is never looked up.
"""

import json
import re
from base64 import b64decode
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from eventnet.codes import fingerprint
from eventnet.db import db, insert_into
from eventnet.events.models import Attendee, Ticket
from eventnet.exchange.livecode import Read
from eventnet.people.models import Device

_UUID = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:$|::|/)", re.IGNORECASE | re.ASCII)
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"[a-hjkmnp-z2-9]{8,64}",  # a secret of pretix
        r"[0-9A-Za-z]{10}",  # a pseudonym of pretix and eventyay
        r"[0-9A-Za-z_\-+/=.]{12,400}",  # imported secrets of any shape; no sentence, no address, no "WIFI:..."
    )
)


def readings(text: str) -> list[str]:
    """What a ticket says, spelt one way whoever printed it; nothing for what is no ticket."""
    text = text.strip()
    if text.startswith("{"):
        return _in_object(text)
    if found := _UUID.match(text):
        return [found[1].lower()]
    return [text] if any(shape.fullmatch(text) for shape in _SHAPES) else []


def may_be_ticket(text: str, read: Read | None) -> bool:
    """Whatever is no code of ours; sixteen bare characters may be either."""
    return read is None or (read.kind == "badge" and "/" not in text)


def fingerprints(event_id: int, codes: Iterable[str]) -> frozenset[str]:
    """What is stored of the codes of one place."""
    return frozenset(_fingerprint(event_id, reading) for code in codes for reading in readings(code))


def badges_of_tickets(connection: Connection, by: str, scanner: str | int, codes: Collection[str]) -> dict[str, str]:
    """By code, the badge of the place that it is a ticket for; at events in which the scanner takes part.

    `by` says what `scanner` is: the "id" of a person, or the fingerprint of a "device".
    """
    said = {code: readings(code) for code in codes}
    if not any(said.values()):
        return {}
    wanted = {
        _fingerprint(event_id, reading): code
        for event_id in _events_of(connection, by, scanner)
        for code, found in said.items()
        for reading in found
    }
    if not wanted:
        return {}
    rows = (
        select(Ticket.fingerprint, Attendee.badge)
        .join(Attendee, Attendee.id == Ticket.attendee_id)
        .where(Ticket.fingerprint.in_(wanted))
        .order_by(Ticket.id)
    )
    return {wanted[each]: badge for each, badge in connection.execute(rows)}


def store(event_id: int, places: Mapping[int, Collection[str]]) -> None:
    """These fingerprints and no others for each attendee; one that was somebody else's is theirs no more."""
    if not places:
        return
    table: Any = Ticket.__table__
    of_these = table.delete().where(table.c.attendee_id == bindparam("of"))
    db.session.connection().execute(of_these, [{"of": attendee_id} for attendee_id in places])
    rows = [
        {"event_id": event_id, "attendee_id": attendee_id, "fingerprint": each}
        for attendee_id, codes in places.items()
        for each in codes
    ]
    if rows:
        insert = insert_into(table)
        newest = {"attendee_id": insert.excluded.attendee_id}
        upsert = insert.on_conflict_do_update(index_elements=("event_id", "fingerprint"), set_=newest)
        db.session.connection().execute(upsert, rows)


def _fingerprint(event_id: int, reading: str) -> str:
    return fingerprint(f"{event_id}|{reading}", "ticket")


def _events_of(connection: Connection, by: str, scanner: str | int) -> list[int]:
    mine = select(Attendee.event_id).where(Attendee.claimed_at.is_not(None))
    if by == "id":
        mine = mine.where(Attendee.person_id == scanner)
    else:
        mine = mine.join(Device, Device.person_id == Attendee.person_id)
        mine = mine.where(Device.fingerprint == scanner, Device.ended_at.is_(None))
    return list(connection.scalars(mine))


def _in_object(text: str) -> list[str]:
    """Indico: {"i": [2, host, base64 of the UUID]}, before 3.3 with a checkin_secret. eventyay: {"ticket", "lead"}."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(said, dict):
        return []
    if "i" in said:
        return _of_indico(said["i"])
    found = (said.get(key) for key in ("ticket", "lead", "checkin_secret"))
    return [reading for each in found if isinstance(each, str) for reading in _plain(each)]


def _of_indico(said: Any) -> list[str]:
    """The UUID of a registration; of an accompanying person where a fourth element says so."""
    if not isinstance(said, list) or len(said) < 3 or not all(isinstance(each, str) for each in said[2:]):
        return []
    try:
        return [str(UUID(bytes=b64decode(said[-1] if len(said) > 3 else said[2], validate=True)))]
    except ValueError:
        return []


def _plain(text: str) -> list[str]:
    return [] if text.strip().startswith("{") else readings(text)
