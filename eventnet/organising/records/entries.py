"""One row of a list as an import keeps it."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from eventnet.organising.importing import Listed
from eventnet.organising.planning import Plan
from eventnet.organising.reporting import Line, Part, parts_of

# In the order in which they are kept; the first two are work to do.
CHANGED, NEW = "changed", "new"
ORDER = (CHANGED, NEW, "warnings", "removed", "left-out", "unchanged")


class Before(msgspec.Struct, omit_defaults=True):
    """What an entry said before the import, to be put back."""

    external_id: str | None
    name: str | None
    email: str | None
    organisation: str | None
    role: str
    tickets: list[str]  # fingerprints
    invitation: str | None = None
    invited_at: datetime | None = None
    own: tuple[str, str | None, str] | None = None  # the person's name, address, organisation; None: it was theirs


class Entry(msgspec.Struct, omit_defaults=True):
    kind: str
    row: int | None = None
    name: str = ""
    email: str = ""
    organisation: str = ""
    words: str = ""
    external_id: str | None = None
    tickets: list[str] = []  # the codes themselves, until it is applied
    role: str | None = None
    attendee_id: int = 0
    person_id: int = 0
    before: Before | None = None
    after: str = ""  # fingerprint of what the import left
    outcome: str = ""  # a key of telling.OUTCOMES; "" as planned

    @property
    def listed(self) -> Listed:
        email, organisation = self.email or None, self.organisation or None
        return Listed(self.row or 0, self.external_id, self.name, email, organisation, tuple(self.tickets), self.role)


def entries_of(plan: Plan) -> list[Entry]:
    """All rows of the list, what is to do first."""
    parts = {part.name: part for part in parts_of(plan)}
    return [entry for kind in ORDER if kind in parts for entry in _of_part(plan, parts[kind])]


def _of_part(plan: Plan, part: Part) -> Iterator[Entry]:
    if part.name == CHANGED:
        for line, change in zip(part.lines, plan.changed, strict=True):
            place = change.place
            yield _planned(part.name, line, change.listed, place.attendee_id, place.person_id)
    elif part.name == NEW:
        for line, listed in zip(part.lines, plan.new, strict=True):
            yield _planned(part.name, line, listed)
    else:
        for line in part.lines:
            yield Entry(part.name, line.row, line.name, line.email, line.organisation, line.words)


def _planned(kind: str, line: Line, listed: Listed, attendee_id: int = 0, person_id: int = 0) -> Entry:
    return Entry(
        kind,
        line.row,
        line.name,
        line.email,
        line.organisation,
        line.words,
        listed.external_id,
        list(listed.tickets),
        listed.role,
        attendee_id,
        person_id,
    )
