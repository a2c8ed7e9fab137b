"""Moment: one thing that happened between two people; Told: where such moments come from."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, or_


class Key(NamedTuple):
    """Where a moment stands: the latest first; of two at one instant, the source decides, then the row."""

    at: datetime
    rank: int
    id: int


class Words(NamedTuple):
    """What is said of one row. `link`: an endpoint and the code in its address. `zone` where the row has its own."""

    title: str
    text: str = ""
    link: tuple[str, str] | None = None
    zone: str = ""


class Moment(Struct, frozen=True):
    key: Key
    kind: str
    name: str  # of the other one
    title: str
    text: str
    link: tuple[str, str] | None
    zone: str

    @property
    def at(self) -> datetime:
        return self.key.at


class Pair(Struct, frozen=True):
    """Whose history it is, and with whom; None: with everybody."""

    owner_id: int
    subject_id: int | None = None

    def directed(self, owner: Any, subject: Any) -> ColumnElement[bool]:
        """Rows that are the owner's own memory of the subject."""
        mine = owner == self.owner_id
        return mine if self.subject_id is None else and_(mine, subject == self.subject_id)

    def either(self, one: Any, other: Any) -> ColumnElement[bool]:
        """Rows in which both stand, whoever stands first."""
        return or_(self.directed(one, other), self.directed(other, one))

    def partner(self, one: Any, other: Any) -> ColumnElement[int]:
        """The column of the two in which the owner does not stand."""
        return case((one == self.owner_id, other), else_=one)


class Told(Struct, frozen=True):
    """A query without order, its columns for when, who and which row, and what is said of a row to somebody.

    The permission is in the query: only what the owner may read.
    """

    rows: Select[*tuple[Any, ...]]
    at: ColumnElement[datetime] | Any
    id: ColumnElement[int] | Any
    subject: ColumnElement[int] | Any
    words: Callable[[Any, str], Words]


class Source(NamedTuple):
    kind: str
    rank: int
    tell: Callable[[Pair], Told]


sources: list[Source] = []


def tells(kind: str) -> Callable[[Callable[[Pair], Told]], Callable[[Pair], Told]]:
    """Register a source. `kind` chooses its icon."""

    def register(tell: Callable[[Pair], Told]) -> Callable[[Pair], Told]:
        sources.append(Source(kind, len(sources), tell))
        return tell

    return register
