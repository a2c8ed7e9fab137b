"""What entries of the list say right now, and what has become of them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from eventnet.codes import fingerprint
from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.people.models import Person


class State(NamedTuple):
    attendee_id: int
    person_id: int
    external_id: str | None
    name: str | None
    email: str | None
    organisation: str | None
    role: str
    invitation: str | None
    invited_at: datetime | None
    claimed_at: datetime | None
    arrived_at: datetime | None
    own_name: str
    own_email: str | None
    own_organisation: str
    confirmed_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Nobody has taken the place yet."""
        return self.claimed_at is None and self.confirmed_at is None

    @property
    def mark(self) -> str:
        """Two states with the same one say the same as far as a list is concerned."""
        said = (self.external_id, self.name, self.email, self.organisation, self.role)
        own = (self.own_name, self.own_email, self.own_organisation) if self.is_waiting else ()
        return fingerprint(repr((said, own)), "import state")[:24]


def states_of(event: Event, ids: Collection[int]) -> dict[int, State]:
    if not ids:
        return {}
    rows = select(*_COLUMNS).join(Person, Person.id == Attendee.person_id)
    rows = rows.where(Attendee.event_id == event.id, Attendee.id.in_(ids))
    return {row[0]: State._make(row) for row in db.session.execute(rows)}


_COLUMNS = (
    Attendee.id,
    Attendee.person_id,
    Attendee.external_id,
    Attendee.listed_name,
    Attendee.listed_email,
    Attendee.listed_organisation,
    Attendee.role,
    Attendee.invitation,
    Attendee.invited_at,
    Attendee.claimed_at,
    Attendee.arrived_at,
    Person.name,
    Person.email,
    Person.organisation,
    Person.email_confirmed_at,
)
