"""Check-in lists as pretix exports them (src/pretix/plugins/checkinlists/exporters.py: CSVCheckinList).

One row a position, add-ons too, and no id of the position. Name, company and address of an add-on are its ticket's;
an attendee without an address has the buyer's.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from eventnet.organising.importing.buyers import Buyers
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PRETIX, Columns, Meaning, Table, find, fold
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


class Ticket(NamedTuple):
    """Sorted by what makes it stand for its person: paid, with a company, whatever is always the same."""

    is_unpaid: bool
    is_without_company: bool
    code: str
    row: int


def claims(labels: Sequence[str]) -> bool:
    """An order code and an arrival, but no number of the position: order positions say more."""
    columns, there = find(labels, PRETIX), set(map(fold, labels))
    named = not columns.keys().isdisjoint({Meaning.NAME, Meaning.GIVEN})
    return named and Meaning.ORDER in columns and Meaning.POSITION not in columns and not there.isdisjoint(CHECKED_IN)


def read(sheet: Sheet) -> Reading:
    """People are known by their address, as nothing on this list names a ticket for good."""
    columns = find(sheet.labels, TABLE)
    buyers, tickets, register = Buyers(sheet, columns), _tickets(sheet, columns), Register()
    _remark_on_addresses(register)
    for row in sheet.rows():
        entry = Entry(row, columns, len(sheet.labels))
        first, *others = tickets[_person(entry)]
        if reason := _unpaid(entry) or _addon(entry, first.row):
            register.leave_out(entry, reason)
        else:
            register.enter(buyers.without(entry, register), codes=[other.code for other in others])
    return register.reading("pretix-checkins")


def _unpaid(entry: Entry) -> Reason | None:
    return Reason("unpaid", _("Not paid.")) if fold(entry.cell(Meaning.STATUS)) in NO else None


def _tickets(sheet: Sheet, columns: Columns) -> dict[tuple[str, str], list[Ticket]]:
    """The tickets of each person: the one that stands for them first, however the list is sorted; the others open
    doors to add-ons, and whoever shows one is the same person."""
    found: defaultdict[tuple[str, str], list[Ticket]] = defaultdict(list)
    for row in sheet.rows():
        entry = Entry(row, columns, len(sheet.labels))
        code = entry.cell(Meaning.SECRET)
        found[_person(entry)].append(Ticket(_unpaid(entry) is not None, not entry.organisation, code, row.number))
    return {person: sorted(tickets) for person, tickets in found.items()}


def _person(entry: Entry) -> tuple[str, str]:
    return entry.cell(Meaning.ORDER), entry.name


def _addon(entry: Entry, ticket: int) -> Reason | None:
    if not entry.name or ticket == entry.number:
        return None
    return Reason("add-on", _("The same person of the same order as in row %(row)s.", row=ticket))


def _remark_on_addresses(register: Register) -> None:
    words = _(
        "A check-in list does not tell the attendee's address from the buyer's. “Order data” of pretix does, so "
        "please prefer it."
    )
    register.remark(None, "checkin-list", words)
