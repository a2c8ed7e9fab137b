"""Whose badges, in which order: plain rows, as five thousand are read at once."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Select, and_, func, or_, select

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.folding import fold
from eventnet.organising.badges.models import BadgePrint
from eventnet.people.models import Person

AT_ONCE = 5000
WHOM = ("fresh", "all", "found")


class Choice(Struct, frozen=True):
    """Everybody, those without a printed badge, or those whom a search finds; `code` is one person alone."""

    event: Event
    whom: str = "all"
    query: str = ""
    ordered_by: str = "family"
    code: str = ""
    among: Select[Any] | None = None  # ids of attendees; None: everybody

    @property
    def rows(self) -> list[Any]:
        """In order, at most as many as one file takes."""
        found = db.session.execute(self._where(select(*COLUMNS), with_order=True)).all()
        return sorted(found, key=KEYS.get(self.ordered_by, _by_family))[:AT_ONCE]

    @property
    def number(self) -> int:
        return int(db.session.execute(self._where(select(func.count()))).scalar_one())

    def _where(self, statement: Any, with_order: bool = False) -> Any:
        statement = statement.select_from(Attendee).join(Person, Person.id == Attendee.person_id)
        statement = statement.where(Attendee.event_id == self.event.id, Attendee.badge_revoked_at.is_(None))
        if self.code:
            statement = statement.where(Attendee.code == self.code)
        if self.among is not None:
            statement = statement.where(Attendee.id.in_(self.among.order_by(None)))
        if self.whom == "fresh":
            printed = and_(BadgePrint.attendee_id == Attendee.id, BadgePrint.badge == Attendee.badge)
            statement = statement.where(~select(BadgePrint.attendee_id).where(printed).exists())
        if self.whom == "found" and self.query:
            statement = statement.where(or_(*(each.icontains(self.query, autoescape=True) for each in SEARCHED)))
        return statement.order_by(Attendee.id) if with_order else statement


COLUMNS = (
    Attendee.id, Attendee.badge, Attendee.handle, Attendee.role, Attendee.listed_organisation,
    Attendee.offers, Attendee.needs, Person.name, Person.organisation, Person.shared,
    Person.offers.label("profile_offers"), Person.needs.label("profile_needs"),
)  # fmt: skip
SEARCHED = (Person.name, Person.organisation, Attendee.listed_name, Attendee.listed_organisation, Attendee.role)


def organisation_of(row: Any) -> str:
    return row.organisation or row.listed_organisation or ""


def _by_name(row: Any) -> tuple[str, int]:
    return fold(row.name), row.id


def _by_family(row: Any) -> tuple[str, str, int]:
    folded = fold(row.name)
    return folded.rpartition(" ")[2], folded, row.id


def _by_organisation(row: Any) -> tuple[str, str, str, int]:
    return fold(organisation_of(row)), *_by_family(row)


KEYS: dict[str, Any] = {
    "name": _by_name,
    "family": _by_family,
    "organisation": _by_organisation,
    "listed": lambda row: row.id,
}
