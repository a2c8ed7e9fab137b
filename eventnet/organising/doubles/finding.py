"""Who may be on the list twice: the same address, or the same name and no two different organisations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct
from sqlalchemy import func, select

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.folding import fold
from eventnet.organising.guests import PAGE, WITH_NAME
from eventnet.people.models import Person
from eventnet.rows import Rows


class Double(Struct, frozen=True):
    """`has_same` says in what they are alike: name, email."""

    one: Attendee
    other: Attendee
    has_same: frozenset[str]


class Doubles(Struct, frozen=True, dict=True):
    """Some pairs, those who are alike in most first; `after` is how many stood on the pages before."""

    event: Event
    after: int = 0

    @cached_property
    def rows(self) -> list[Double]:
        pairs = self._pairs[self.after : self.after + PAGE]
        ids = {id_ for pair, _same in pairs for id_ in pair}
        named = Rows(Attendee).join(Person, Person.id == Attendee.person_id).options(WITH_NAME)
        found = {attendee.id: attendee for attendee in named.where(Attendee.id.in_(ids))}
        return [Double(found[one], found[other], same) for (one, other), same in pairs]

    @property
    def number(self) -> int:
        return len(self._pairs)

    @property
    def next_after(self) -> int:
        return self.after + PAGE if self.number > self.after + PAGE else 0

    @cached_property
    def _pairs(self) -> list[tuple[tuple[int, int], frozenset[str]]]:
        """In one statement; what is folded already begins with the name."""
        where = func.coalesce(Attendee.listed_organisation, Person.organisation)
        columns = (Attendee.id, Attendee.folded, Attendee.listed_email, where.label("organisation"))
        rows = select(*columns).join(Person, Person.id == Attendee.person_id).where(Attendee.event_id == self.event.id)
        same = defaultdict[tuple[int, int], set[str]](set)
        for pair, what in _alike(db.session.execute(rows.order_by(Attendee.folded, Attendee.id)).all()):
            same[pair].add(what)
        return sorted(((pair, frozenset(what)) for pair, what in same.items()), key=lambda one: -_weight(one[1]))


def _weight(same: frozenset[str]) -> int:
    """Tickets that one person bought for five have one address, so a name says more."""
    return 2 * ("name" in same) + ("email" in same)


def _alike(rows: Iterable[Any]) -> Iterator[tuple[tuple[int, int], str]]:
    by_name, by_email = defaultdict[str, list[Any]](list), defaultdict[str, list[Any]](list)
    for row in rows:
        if row.folded:
            by_name[row.folded.partition("|")[0]].append(row)
        if row.listed_email:
            by_email[row.listed_email.casefold()].append(row)
    for group in filter(_is_many, by_name.values()):
        yield from ((pair, "name") for pair in _with_first(group) if _may_be_one(group, pair))
    for group in filter(_is_many, by_email.values()):
        yield from ((pair, "email") for pair in _with_first(group))


def _is_many(group: list[Any]) -> bool:
    return len(group) > 1


def _with_first(group: list[Any]) -> list[tuple[int, int]]:
    """Of five alike each is compared with the first: merged one by one, they become one."""
    first = min(row.id for row in group)
    return [(first, row.id) for row in group if row.id != first]


def _may_be_one(group: list[Any], pair: tuple[int, int]) -> bool:
    here = {row.id: fold(row.organisation or "") for row in group}
    one, other = (here[id_] for id_ in pair)
    return not one or not other or one == other
