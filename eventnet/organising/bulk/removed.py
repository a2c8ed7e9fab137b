"""Who was removed from an event and can still be brought back."""

from functools import cached_property
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import contains_eager, lazyload

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.finding import matching
from eventnet.events.models import Event, Removal
from eventnet.events.models.removal import KEPT_FOR
from eventnet.organising.guests import PAGE
from eventnet.people.models import Person
from eventnet.rows import Rows


class Removed(Struct, frozen=True, dict=True):
    """By name; those with these codes, or all whom the search finds."""

    event: Event
    query: str = ""
    after: str = ""
    codes: frozenset[str] | None = None

    @cached_property
    def rows(self) -> list[Removal]:
        return self._found[:PAGE]

    @property
    def next_after(self) -> str:
        return self._found[PAGE - 1].code if len(self._found) > PAGE else ""

    @property
    def ids(self) -> Select[Any]:
        here = (Removal.event_id == self.event.id, Removal.removed_at > now() - KEPT_FOR)
        found = select(Removal.id).where(*here, matching(self.query, Removal.folded))
        if self.codes is not None:
            found = found.where(Removal.code.in_(self.codes))
        return found.order_by(*_BY_NAME)

    @property
    def people(self) -> Select[Any]:
        return self.ids.order_by(None).with_only_columns(Removal.person_id)

    @cached_property
    def known(self) -> list[int]:
        return list(db.session.scalars(self.ids))

    @cached_property
    def number(self) -> int:
        return db.session.scalar(select(func.count()).select_from(self.ids.order_by(None).subquery())) or 0

    @cached_property
    def _found(self) -> list[Removal]:
        ids = self.ids.limit(PAGE + 1)
        if self.after:
            last = select(*_BY_NAME).where(Removal.code == self.after, Removal.event_id == self.event.id)
            if key := db.session.execute(last).one_or_none():
                ids = ids.where(tuple_(*_BY_NAME) > tuple_(*key))
        page = ids.subquery()
        rows = Rows(Removal).join(page, page.c.id == Removal.id).join(Person, Person.id == Removal.person_id)
        return rows.order_by(*_BY_NAME).options(contains_eager(Removal.person).options(lazyload(Person.links))).all()


_BY_NAME = (Removal.folded, Removal.id)
