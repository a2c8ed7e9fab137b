"""Lists of tickets in which the buyer's address stands where an attendee has none."""

from collections import defaultdict

from flask_babel import gettext as _
from msgspec.structs import replace

from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import Columns, Meaning
from eventnet.organising.importing.register import Register
from eventnet.organising.importing.sheet import Sheet


class Buyers:
    """Knows the addresses that stand at several people of one order: those are the buyer's, and nobody's here."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self.names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in sheet.rows():
            entry = Entry(row, columns, len(sheet.labels))
            self.names[_key(entry)].add(entry.name.casefold())

    def without(self, entry: Entry, register: Register) -> Entry:
        """The entry as its attendee's own, without an address that is not."""
        if not entry.cell(Meaning.EMAIL) or len(self.names[_key(entry)]) < 2:
            return entry
        words = _("Several people of this order have one address. It is the buyer's and is not taken over.")
        register.remark(entry.number, "buyers-email", words)
        kept = dict(entry.columns)
        del kept[Meaning.EMAIL]
        return replace(entry, columns=kept)


def _key(entry: Entry) -> tuple[str, str]:
    return entry.cell(Meaning.ORDER), entry.cell(Meaning.EMAIL).casefold()
