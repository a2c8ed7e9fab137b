"""Which events there are for whom, the next one first."""

from functools import cached_property

from msgspec import Struct
from sqlalchemy import Tuple, or_, tuple_

from eventnet.clock import now
from eventnet.events.models import Attendee, Event, Membership
from eventnet.people.models import Person
from eventnet.rows import Rows

PAGE = 12


class Mine(Struct, frozen=True):
    """One event, seen by somebody who takes part in it, works for it, or both."""

    event: Event
    attendee: Attendee | None
    role: str  # in the team: owner, staff, helper, or empty

    @property
    def can_edit(self) -> bool:
        return self.role in {"owner", "staff"}


class Page(Struct, frozen=True):
    """Some events, and the slug of the last one where more follow."""

    events: list[Mine]
    more_after: str


class Calendar:
    """A person's events: those that are on or to come, the next one first; past ones, the latest first."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def coming(self, after: str = "") -> Page:
        found = self._mine.where(Event.ends_at >= now()).order_by(Event.starts_at, Event.id)
        last = self._mine.where(Event.slug == after).first() if after else None
        return self._page(found.where(_key() > _key_of(last)) if last else found)

    def past(self, after: str = "") -> Page:
        found = self._mine.where(Event.ends_at < now()).order_by(Event.starts_at.desc(), Event.id.desc())
        last = self._mine.where(Event.slug == after).first() if after else None
        return self._page(found.where(_key() < _key_of(last)) if last else found)

    def seen(self, event: Event) -> Mine:
        return Mine(event, self._attended.get(event.id), self._roles.get(event.organiser_id, ""))

    @cached_property
    def _attended(self) -> dict[int, Attendee]:
        return {each.event_id: each for each in Rows(Attendee).where(Attendee.person_id == self.person.id)}

    @cached_property
    def _roles(self) -> dict[int, str]:
        rows = Rows(Membership).where(Membership.person_id == self.person.id)
        return {each.organiser_id: each.role for each in rows}

    @property
    def _mine(self) -> Rows[Event]:
        return Rows(Event).where(or_(Event.id.in_(self._attended), Event.organiser_id.in_(self._roles)))

    def _page(self, rows: Rows[Event]) -> Page:
        found = rows.limit(PAGE + 1).all()
        more_after = found[PAGE - 1].slug if len(found) > PAGE else ""
        return Page([self.seen(event) for event in found[:PAGE]], more_after)


def the_open_event() -> Event | None:
    """The one event of this site that everybody can join, if there is exactly one."""
    found = Rows(Event).where(Event.ends_at >= now(), Event.join_policy == "open").limit(2).all()
    return found[0] if len(found) == 1 else None


def _key() -> Tuple:
    return tuple_(Event.starts_at, Event.id)


def _key_of(event: Event) -> Tuple:
    return tuple_(event.starts_at, event.id)
