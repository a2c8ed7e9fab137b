"""Which events there are for whom, the next one first."""

from dataclasses import dataclass

from sqlalchemy import or_

from eventnet.clock import now
from eventnet.events.models import Attendee, Event, Membership
from eventnet.people.models import Person
from eventnet.rows import Rows

SHOWN = 50


@dataclass(frozen=True)
class Mine:
    """One event, seen by somebody who takes part in it, works for it, or both."""

    event: Event
    attendee: Attendee | None
    role: str  # in the team: owner, staff, helper, or empty

    @property
    def can_edit(self) -> bool:
        return self.role in {"owner", "staff"}


def events_of(person: Person) -> tuple[list[Mine], list[Mine]]:
    """Those that are on or to come, the next one first; then the past ones, the latest first."""
    attended = {attendee.event_id: attendee for attendee in Rows(Attendee).where(Attendee.person_id == person.id)}
    roles = {each.organiser_id: each.role for each in Rows(Membership).where(Membership.person_id == person.id)}
    mine = Rows(Event).where(or_(Event.id.in_(attended), Event.organiser_id.in_(roles)))
    coming = mine.where(Event.ends_at >= now()).order_by(Event.starts_at, Event.id).limit(SHOWN)
    past = mine.where(Event.ends_at < now()).order_by(Event.starts_at.desc(), Event.id).limit(SHOWN)

    def seen(events: Rows[Event]) -> list[Mine]:
        return [Mine(each, attended.get(each.id), roles.get(each.organiser_id, "")) for each in events]

    return seen(coming), seen(past)


def the_open_event() -> Event | None:
    """The one event of this site that everybody can join, if there is exactly one."""
    found = Rows(Event).where(Event.ends_at >= now(), Event.join_policy == "open").limit(2).all()
    return found[0] if len(found) == 1 else None
