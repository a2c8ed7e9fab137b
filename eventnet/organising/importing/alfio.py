"""Tickets as alf.io exports them (EventApiController.java, util/ExportUtils.java).

A chosen part of the columns of `ORDER`, then the event's own. Cells that begin like a formula have a TAB before them.
The labels come in the order in which the columns were asked for, the cells always in the order of `ORDER`.
"""

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import islice

from flask_babel import gettext as _

from eventnet.organising.importing.cells import plain
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PLAIN, Meaning, fold
from eventnet.organising.importing.register import Register
from eventnet.organising.importing.sheet import Sheet
from eventnet.organising.importing.shop import Shop
from eventnet.refusals import Refused

ORDER = (
    "ID", "Category", "Event", "Status", "OriginalPrice", "PaidPrice", "Discount", "VAT", "ReservationID",
    "Full Name", "First Name", "Last Name", "E-Mail", "Locked", "Language", "Confirmation", "Billing Address",
    "Country Code", "Promo Code", "Payment ID", "Payment Method", "External Reference",
)  # fmt: skip
LOOKED_AT = 50

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PLACES = {fold(label): place for place, label in enumerate(ORDER)}
_SHAPES: dict[str, Callable[[str], object]] = {"id": _UUID.fullmatch, "email": _MAIL.fullmatch}


def _straightened(sheet: Sheet, register: Register) -> Sequence[str]:
    """The labels over the cells they belong to; refused where not even the addresses show which those are."""
    if _fit(sheet, sheet.labels):
        return sheet.labels
    straight = sorted(sheet.labels, key=lambda label: _PLACES.get(fold(label), len(ORDER)))
    if not _fit(sheet, straight):
        words = _("The column E-Mail holds no addresses. Please export the list again with all columns.")
        raise Refused("alfio-misaligned", words)
    words = _("The labels did not stand above their columns, as alf.io does when columns are chosen. Put right.")
    register.remark(None, "columns-misaligned", words)
    return straight


def _fit(sheet: Sheet, labels: Sequence[str]) -> bool:
    """Whether ids look like ids and addresses like addresses, as far as there are any."""
    for column, label in enumerate(labels):
        shape = _SHAPES.get(fold(label))
        cells = [plain(row.cells[column]) for row in islice(sheet.rows(), LOOKED_AT) if column < len(row.cells)]
        filled = [cell for cell in cells if cell]
        if shape and filled and sum(map(bool, map(shape, filled))) * 2 < len(filled):
            return False
    return True


def _external_id(entry: Entry) -> str | None:
    """Of the UUID only what tells it from others: the UUID itself is what the badge's QR code says."""
    uuid = entry.cell(Meaning.SECRET).lower()
    return f"alfio:{sha256(uuid.encode()).hexdigest()[:32]}" if _UUID.fullmatch(uuid) else None


ALFIO = Shop(
    "alfio",
    {
        Meaning.NAME: ("Full Name",),
        Meaning.GIVEN: ("First Name",),
        Meaning.FAMILY: ("Last Name",),
        Meaning.EMAIL: ("E-Mail",),
        Meaning.STATUS: ("Status",),
        Meaning.ORGANISATION: PLAIN[Meaning.ORGANISATION],
        Meaning.SECRET: ("ID",),
    },
    (
        ("ReservationID", "OriginalPrice", "PaidPrice", "External Reference", "Confirmation"),
        ("E-Mail",),
        ("Full Name", "First Name", "Last Name"),
    ),
    _external_id,
    frozenset(map(fold, ("ACQUIRED", "CHECKED_IN", "TO_BE_PAID"))),
    _straightened,
)
