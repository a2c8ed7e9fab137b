"""Orders as the API of pretix gives them (doc/api/resources/orders.rst), read as what they would be in its export.

So there is one reader for both: who is left out and why, how a name is joined, which id a ticket has, is said once
(importing/pretix.py), and a list that was imported by hand and is pulled later meets the same people.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from eventnet.organising.importing import Reading, pretix
from eventnet.organising.importing.labels import PRETIX, Meaning
from eventnet.organising.importing.sheet import Sheet
from eventnet.organising.pulling.troubles import Trouble

STATUSES = {"n": "pending", "p": "paid", "e": "expired", "c": "canceled", "r": "canceled"}
MEANINGS = (
    Meaning.EVENT, Meaning.ORDER, Meaning.POSITION, Meaning.STATUS, Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY,
    Meaning.EMAIL, Meaning.ORGANISATION, Meaning.ADDON_TO, Meaning.SECRET, Meaning.PSEUDONYM,
)  # fmt: skip
LABELS = [PRETIX[meaning][0] for meaning in MEANINGS]
LONGEST = 500


class Position(msgspec.Struct):
    positionid: int
    canceled: bool = False
    attendee_name: str | None = None
    attendee_name_parts: dict[str, Any] | None = None
    attendee_email: str | None = None
    company: str | None = None
    secret: str | None = None
    pseudonymization_id: str | None = None
    addon_to: int | None = None

    def part(self, name: str) -> str:
        said = (self.attendee_name_parts or {}).get(name)
        return said if isinstance(said, str) else ""


class InvoiceAddress(msgspec.Struct):
    name: str | None = None


class Order(msgspec.Struct):
    code: str
    status: str
    positions: list[Position]
    event: str | None = None
    testmode: bool = False
    valid_if_pending: bool | None = False
    email: str | None = None
    invoice_address: InvoiceAddress | None = None

    def status_of(self, position: Position) -> str:
        """In the words of the export."""
        if self.testmode:
            return "test mode"
        if position.canceled:
            return "canceled"
        if self.status == "n" and self.valid_if_pending:
            return "pending (confirmed)"
        return STATUSES.get(self.status, self.status)

    @property
    def is_of_one(self) -> bool:
        """Who ordered one ticket ordered it for themselves, where the ticket says nothing else."""
        return sum(not position.canceled and position.addon_to is None for position in self.positions) == 1


class Page(msgspec.Struct):
    results: list[Order]
    count: int = 0
    next: str | None = None
    generated: str = ""  # the header X-Page-Generated


class Pulled(Struct, frozen=True):
    """What a page of orders says: people, and by ticket id the standing of everybody named in it."""

    reading: Reading
    standings: Mapping[str, str]
    prefixes: Sequence[str]  # of the ids of all tickets of these orders


def read_page(body: bytes, generated: str) -> Page:
    """Trouble for what is no page of orders; unknown fields are none of our business."""
    try:
        page = msgspec.json.decode(body, type=Page)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Trouble("junk") from None
    page.generated = generated if len(generated) <= 40 and generated.isascii() else ""
    return page


def read_orders(orders: Sequence[Order], event: str) -> Pulled:
    """`event` is the short name there, which older versions leave out of an order."""
    rows = [row for order in orders for row in _rows(order, order.event or event)]
    standings = {pretix.external_id("pretix", *row[:3]) or "": row[3] for row in rows}
    prefixes = [f"pretix:{order.event or event}:{order.code}-" for order in orders]
    return Pulled(_read(rows), standings, prefixes)


def _read(rows: Sequence[Sequence[str]]) -> Reading:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return pretix.read(Sheet(LABELS, 0, ",", file.getvalue()))


def _rows(order: Order, event: str) -> Iterator[list[str]]:
    """One a position, in the order of LABELS."""
    for position in order.positions:
        name, email = position.attendee_name or position.part("full_name"), position.attendee_email
        if order.is_of_one and position.addon_to is None:
            parts = position.part("given_name") + position.part("family_name")
            name = name or ("" if parts or not order.invoice_address else order.invoice_address.name or "")
            email = email or order.email
        cells = (
            event, order.code, str(position.positionid), order.status_of(position), name,
            position.part("given_name"), position.part("family_name"), email, position.company,
            "" if position.addon_to is None else str(position.addon_to), position.secret, position.pseudonymization_id,
        )  # fmt: skip
        yield [_cell(cell) for cell in cells]


def _cell(said: str | None) -> str:
    """Shorter than any limit of a reader; NUL ends a list."""
    return (said or "").replace("\0", "")[:LONGEST]
