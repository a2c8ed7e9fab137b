"""Order positions as pretix exports them: one row a ticket (src/pretix/base/exporters/orderlist.py).

The labels are in the language of whoever exported, and the set of columns moves with the version.
"""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventnet.organising.importing import standing
from eventnet.organising.importing.buyers import Buyers
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PRETIX, Columns, Meaning, find, fold
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.register import Reason, Register
from eventnet.organising.importing.sheet import Sheet
from eventnet.refusals import Refused

NEEDED = (Meaning.ORDER, Meaning.POSITION, Meaning.STATUS)
INVOICE_NAMES = ("Invoice address name", "Rechnungsadresse: Name", "Rechnungsadresse Name")


def claims(labels: Sequence[str]) -> bool:
    """An order code beside anything else that only pretix writes."""
    columns = find(labels, PRETIX)
    return Meaning.ORDER in columns and not columns.keys().isdisjoint(
        {Meaning.NAME, Meaning.POSITION, Meaning.STATUS, Meaning.EVENT}
    )


def read(sheet: Sheet) -> Reading:
    """Every ticket that is a person with a valid place. The buyer's address is nobody's on this list."""
    return positions(sheet, "pretix")


def positions(sheet: Sheet, shop: str, buyers: type[Buyers] | None = None) -> Reading:
    """With `buyers`, of a shop that puts the buyer's address where an attendee has none."""
    columns = _columns(sheet.labels)
    register, known = Register(), buyers(sheet, columns) if buyers else None
    for row in sheet.rows():
        entry = Entry(row, columns, len(sheet.labels))
        if reason := _addon(entry) or _absence(entry):
            register.leave_out(entry, reason)
        else:
            entry = known.without(entry, register) if known else entry
            register.enter(entry, external_id(shop, *map(entry.cell, (Meaning.EVENT, Meaning.ORDER, Meaning.POSITION))))
    return register.reading(shop)


def _columns(labels: Sequence[str]) -> Columns:
    columns = find(labels, PRETIX)
    _refuse_missing(columns)
    if _is_invoice_company(labels, columns.get(Meaning.ORGANISATION)):
        del columns[Meaning.ORGANISATION]
    return columns


def _is_invoice_company(labels: Sequence[str], column: int | None) -> bool:
    """Older versions write `Company` twice, the attendee's first; the invoice's stands before its name."""
    following = labels[column + 1 :][:1] if column is not None else []
    return any(fold(label) in map(fold, INVOICE_NAMES) for label in following)


def _refuse_missing(columns: Columns) -> None:
    missing = [meaning for meaning in NEEDED if meaning not in columns]
    if Meaning.NAME not in columns and Meaning.GIVEN not in columns:
        missing.append(Meaning.NAME)
    if missing:
        raise Refused("pretix-columns-missing", _missing_words(missing))


def _missing_words(missing: list[Meaning]) -> str:
    return _(
        "This looks like a list from pretix, but columns are missing: %(columns)s. Please export "
        "“Order data” there and choose the order positions as CSV or all of it as XLSX. Lists of orders name "
        "buyers, not attendees.",
        columns=", ".join(" / ".join(dict.fromkeys(PRETIX[meaning][:2])) for meaning in missing),
    )


def _addon(entry: Entry) -> Reason | None:
    if not entry.cell(Meaning.ADDON_TO):
        return None
    return Reason("add-on", _("An add-on to another ticket, not a person."))


def _absence(entry: Entry) -> Reason | None:
    """Kept is what is paid for. A word that we do not know may mean anything, so it is shown instead."""
    status = entry.cell(Meaning.STATUS)
    if standing.is_coming(status):
        return None
    return standing.absence(status) or standing.unknown(status)


def external_id(shop: str, event: str, order: str, position: str) -> str | None:
    """`pretix:<event>:<order>-<position>`: order codes are unique in an organiser's account, not beyond."""
    return f"{shop}:{event}:{order}-{position}" if order and position else None
