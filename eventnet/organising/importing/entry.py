"""One row seen through the meanings of its columns."""

from functools import cached_property

from msgspec import Struct

from eventnet.organising.importing.cells import plain, said
from eventnet.organising.importing.labels import Columns, Meaning
from eventnet.organising.importing.sheet import Row


class Entry(Struct, frozen=True, dict=True):
    row: Row
    columns: Columns
    width: int

    @property
    def number(self) -> int:
        return self.row.number

    def cell(self, meaning: Meaning) -> str:
        """The clean text, empty when there is no such column or the row ends before it."""
        return plain(self._raw(meaning))

    @cached_property
    def name(self) -> str:
        """The full name where the list has one, else given and family name."""
        return said(self._raw(Meaning.NAME)) or self._joined_name

    @cached_property
    def organisation(self) -> str:
        return said(self._raw(Meaning.ORGANISATION))

    @property
    def has_strays(self) -> bool:
        """More cells than labels: a delimiter inside a cell may have shifted the row."""
        return any(map(str.strip, self.row.cells[self.width :]))

    @property
    def _joined_name(self) -> str:
        given, family = said(self._raw(Meaning.GIVEN)), said(self._raw(Meaning.FAMILY))
        if family.startswith(f"{given} ") or not given:
            return family
        return given if given.endswith(f" {family}") else f"{given} {family}".strip()

    def _raw(self, meaning: Meaning) -> str:
        column = self.columns.get(meaning)
        return self.row.cells[column] if column is not None and column < len(self.row.cells) else ""
