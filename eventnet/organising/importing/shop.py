"""What ticket shops have in common: one row a ticket, a status, an id that stays."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from eventnet.organising.importing import standing
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import Meaning, Table, find, fold
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.register import Reason, Register
from eventnet.organising.importing.sheet import Sheet


def _as_written(sheet: Sheet, register: Register, /) -> Sequence[str]:
    return sheet.labels


class Shop(Struct, frozen=True):
    """A reader for lists of this kind.

    A list is claimed when of every group of `marks` one label is there. Whoever has another status than those of
    `coming` is left out; a shop without a status exports only who has a valid place.
    """

    format: str
    table: Table
    marks: Sequence[Sequence[str]]
    external_id: Callable[[Entry], str | None]
    coming: frozenset[str] = frozenset()
    labels: Callable[[Sheet, Register], Sequence[str]] = _as_written

    def claims(self, labels: Sequence[str]) -> bool:
        there = set(map(fold, labels))
        return all(not there.isdisjoint(map(fold, group)) for group in self.marks)

    def read(self, sheet: Sheet) -> Reading:
        register = Register()
        columns = find(self.labels(sheet, register), self.table)
        for row in sheet.rows():
            entry = Entry(row, columns, len(sheet.labels))
            if reason := self._absence(entry):
                register.leave_out(entry, reason)
            else:
                register.enter(entry, self.external_id(entry))
        return register.reading(self.format)

    def _absence(self, entry: Entry) -> Reason | None:
        """An empty status says nothing; a word that we do not know may mean anything."""
        status = entry.cell(Meaning.STATUS)
        if not status or fold(status) in self.coming or standing.is_coming(status):
            return None
        return standing.absence(status) or standing.unknown(status)


def of_order(format_: str, entry: Entry) -> str | None:
    """Where a shop exports its orders but no id of the ticket: the order and who it is for."""
    order = entry.cell(Meaning.ORDER).strip("#")
    return f"{format_}:{order}:{fold(entry.name)}"[:200] if order and entry.name else None
