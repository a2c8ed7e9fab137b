"""Check-in lists as pretix exports them (src/pretix/plugins/checkinlists/exporters.py: CSVCheckinList).

One row a position, add-ons too, and no id of the position. Name, company and address of an add-on are its ticket's;
an attendee without an address has the buyer's.
"""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventnet.organising.importing.buyers import Buyers
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PRETIX, Meaning, Table, find, fold
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.register import Reason, Register
from eventnet.organising.importing.sheet import Sheet

CHECKED_IN = tuple(map(fold, ("Checked in", "Eingecheckt", "Automatically checked in", "Automatisch eingecheckt")))
NO = frozenset(map(fold, ("No", "Nein")))
TABLE: Table = {
    **{meaning: PRETIX[meaning] for meaning in (Meaning.ORDER, Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY)},
    Meaning.EMAIL: (*PRETIX[Meaning.EMAIL], *PRETIX[Meaning.BUYER_EMAIL]),
    Meaning.ORGANISATION: PRETIX[Meaning.ORGANISATION],
    Meaning.SECRET: PRETIX[Meaning.SECRET],
    Meaning.STATUS: ("Paid", "Bezahlt"),
}


def claims(labels: Sequence[str]) -> bool:
    """An order code and an arrival, but no number of the position: order positions say more."""
    columns, there = find(labels, PRETIX), set(map(fold, labels))
    named = not columns.keys().isdisjoint({Meaning.NAME, Meaning.GIVEN})
    return named and Meaning.ORDER in columns and Meaning.POSITION not in columns and not there.isdisjoint(CHECKED_IN)


def read(sheet: Sheet) -> Reading:
    """People are known by their address, as nothing on this list names a ticket for good."""
    columns = find(sheet.labels, TABLE)
    buyers, register, seen = Buyers(sheet, columns), Register(), dict[tuple[str, str], int]()
    _remark_on_addresses(register)
    for row in sheet.rows():
        entry = Entry(row, columns, len(sheet.labels))
        first = seen.setdefault((entry.cell(Meaning.ORDER), entry.name), entry.number)
        if reason := _unpaid(entry) or _addon(entry, first):
            register.leave_out(entry, reason)
        else:
            register.enter(buyers.without(entry, register))
    return register.reading("pretix-checkins")


def _unpaid(entry: Entry) -> Reason | None:
    return Reason("unpaid", _("Not paid.")) if fold(entry.cell(Meaning.STATUS)) in NO else None


def _addon(entry: Entry, first: int) -> Reason | None:
    if not entry.name or first == entry.number:
        return None
    return Reason("add-on", _("The same person of the same order as in row %(row)s.", row=first))


def _remark_on_addresses(register: Register) -> None:
    words = _(
        "A check-in list does not tell the attendee's address from the buyer's. “Order data” of pretix does, so "
        "please prefer it."
    )
    register.remark(None, "checkin-list", words)
