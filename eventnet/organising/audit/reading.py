"""One page of the audit list, for those who run the event and for the person whose data it is."""

from functools import cached_property

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.organising.audit.models import AuditAct, AuditLine
from eventnet.people.models import Person
from eventnet.rows import Rows

PAGE = 40
_WITH_MEMBER = joinedload(AuditAct.by).lazyload(Person.links)


class Page(Struct, frozen=True, dict=True):
    """`wanted` from the one after `after` on, which is the code of the last one before."""

    wanted: Rows[AuditAct]
    after: str = ""

    @property
    def rows(self) -> list[AuditAct]:
        return self._found[:PAGE]

    @property
    def next_after(self) -> str:
        """The key of the next page; empty on the last one."""
        return self._found[PAGE - 1].code if len(self._found) > PAGE else ""

    @cached_property
    def _found(self) -> list[AuditAct]:
        wanted = self.wanted
        last = wanted.get(self.after) if self.after else None
        if last:
            wanted = wanted.where(AuditAct.id < last.id)
        return wanted.limit(PAGE + 1).options(_WITH_MEMBER).all()

    @cached_property
    def names(self) -> dict[int, str]:
        """By act: whom it was about, where it was one person."""
        alone = [act.id for act in self.rows if act.number == 1]
        named = select(AuditLine.act_id, Person.name).join(Person, Person.id == AuditLine.person_id)
        return {act_id: name for act_id, name in db.session.execute(named.where(AuditLine.act_id.in_(alone)))}


def of_event(event: Event, member: str, after: str) -> Page:
    """Everything at this event, or what one member did, by their code."""
    wanted = AuditAct.at(event)
    if member:
        wanted = wanted.where(AuditAct.by_id.in_(select(Person.id).where(Person.code == member)))
    return Page(wanted, after)


def of_person(person: Person, after: str) -> Page:
    return Page(AuditAct.about(person).options(joinedload(AuditAct.event)), after)


def members(event: Event) -> list[tuple[str, str]]:
    """Codes and names of those who did anything here, also of those who are no members any more."""
    active = select(AuditAct.by_id).where(AuditAct.event_id == event.id)
    rows = db.session.execute(select(Person.code, Person.name).where(Person.id.in_(active)).order_by(Person.name))
    return [(code, name) for code, name in rows]
