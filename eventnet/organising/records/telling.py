"""What an import is about to do or did, row by row: in parts for the page, as a table for a file."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.organising.exporting import guarded
from eventnet.organising.planning import Plan
from eventnet.organising.records.entries import Entry, entries_of
from eventnet.organising.records.models import ImportRecord
from eventnet.organising.records.undoing import KEPT

PAGE = 50
PARTS = ("new", "changed", "warnings", "removed", "left-out", "unchanged")
TITLES = {
    "new": _l("New"),
    "changed": _l("Changed"),
    "warnings": _l("To look at"),
    "removed": _l("Removed here"),
    "left-out": _l("Left out"),
    "unchanged": _l("Unchanged"),
    "problems": _l("Not done"),
    "kept": _l("Stayed"),
}
OUTCOMES = {
    "met": _l("Joined or came onto the list in the meantime. Import the list again to connect them."),
    "gone": _l("Was gone from the list already."),
    "undone": _l("Taken back."),
    "claimed": _l("Kept: has taken the place since."),
    "arrived": _l("Kept: has arrived."),
    "met-others": _l("Kept: has exchanged cards with somebody."),
    "changed-since": _l("Kept: was changed by somebody since."),
}
PROBLEMS = ("met", "gone")
Rows = Callable[[str, int], Sequence[Entry]]


class Part(Struct, frozen=True):
    name: str
    number: int

    @property
    def title(self) -> str:
        return str(TITLES[self.name])

    @property
    def has_people(self) -> bool:
        return self.name not in {"warnings", "left-out"}

    @property
    def has_words(self) -> bool:
        return self.name not in {"new", "unchanged"}


class Shown(Struct, frozen=True):
    """One page of one part; `after` is how many rows of it stand on the pages before."""

    parts: Sequence[Part]
    part: Part
    rows: Sequence[Entry]
    after: int

    @property
    def next_after(self) -> int | None:
        after = self.after + PAGE
        return after if self.part.number > after else None


def of_plan(plan: Plan, name: str, after: int) -> Shown:
    """What a list would change, read just now."""
    entries = entries_of(plan)
    counts = Counter(entry.kind for entry in entries)
    return _shown(counts, name, after, lambda kind, at: [entry for entry in entries if entry.kind == kind][at:])


def of_record(record: ImportRecord, name: str, after: int) -> Shown:
    """What one that is kept would change or did."""
    counts = Counter(record.counts)
    if record.problems:
        counts["problems"] = record.problems
    if record.kept:
        counts["kept"] = record.kept
    return _shown(counts, name, after, lambda kind, at: _kept_rows(record, kind, at))


def counts_of(plan: Plan) -> dict[str, int]:
    """Rows by what becomes of them."""
    return dict(Counter(entry.kind for entry in entries_of(plan)))


def words_of(entry: Entry) -> str:
    return " · ".join(filter(None, (entry.words, str(OUTCOMES.get(entry.outcome, "")))))


def as_csv(record: ImportRecord) -> bytes:
    """UTF-8 with a byte order mark; no cell is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("What"), _("Name"), _("E-mail"), _("Organisation"), _("Details")])
    for entry in record.rows():
        cells = (str(TITLES[entry.kind]), entry.name, entry.email, entry.organisation, words_of(entry))
        writer.writerow([entry.row or "", *map(guarded, cells)])
    return text.getvalue().encode("utf-8-sig")


def _shown(counts: Counter[str], name: str, after: int, rows: Rows) -> Shown:
    """The parts that hold anything, the weightiest first; at least one."""
    order = ("kept", "problems", *PARTS)
    parts = [Part(each, counts[each]) for each in order if counts[each]] or [Part("new", 0)]
    part = next((each for each in parts if each.name == name), parts[0])
    return Shown(parts, part, list(islice(rows(part.name, max(after, 0)), PAGE)), max(after, 0))


def _kept_rows(record: ImportRecord, kind: str, after: int) -> Sequence[Entry]:
    if kind in {"kept", "problems"}:
        wanted = KEPT if kind == "kept" else PROBLEMS
        found: Iterator[Entry] = (entry for entry in record.rows() if entry.outcome in wanted)
        return list(islice(found, after, after + PAGE))
    first = record.start_of(kind)
    end = first + record.counts.get(kind, 0)
    return list(record.rows(first + after, min(first + after + PAGE, end)))
