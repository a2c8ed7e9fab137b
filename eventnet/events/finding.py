"""What people are found by at an event, kept beside them: name, organisation and listed address, folded.

The column begins with the name, so one index of an event is both the order of its list and what a search reads. It is
`""` for whoever is not folded yet: rows of the version before, and rows that a long list has just changed.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, event, false, inspect, or_, select, true, update

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.folding import spellings, wanted
from eventnet.people.models import Person

LONGEST = 480  # characters; an index row of PostgreSQL has 2,700 bytes
AT_ONCE = 2000
_OF_ATTENDEE = ("person", "person_id", "listed_name", "listed_email", "listed_organisation")
_OF_PERSON = ("name", "organisation")


def folded(name: str, organisation: str, *listed: str | None) -> str:
    """What stands in `Attendee.folded`. The address of a profile is its person's own and is not looked through."""
    said = dict.fromkeys(each for each in (name, organisation, *listed) if each)
    found = dict.fromkeys(spelling for each in said for spelling in spellings(each))
    return f"{'|'.join(found)}|"[:LONGEST]


def matching(query: str, folded: Any = Attendee.folded) -> ColumnElement[bool]:
    """Every word of the query, anywhere in it. No query is everybody; one of signs alone is nobody."""
    each = [or_(*(folded.contains(word, autoescape=True) for word in words)) for words in wanted(query)]
    return and_(true(), *each) if each or not query.strip() else false()


def catch_up() -> int:
    """Fold whoever is not folded yet, at all events; how many that were."""
    return sum(fold_at(event_id) for event_id in db.session.scalars(select(Event.id)).all())


def fold_at(event_id: int) -> int:
    """The same at one event."""
    db.session.flush()
    number = 0
    while rows := _not_folded(event_id):
        db.session.execute(update(Attendee), rows)
        number += len(rows)
    return number


def _not_folded(event_id: int) -> list[dict[str, Any]]:
    columns = (Attendee.id, Person.name, Person.organisation, *_LISTED)
    waiting = select(*columns).join(Person, Person.id == Attendee.person_id)
    waiting = waiting.where(Attendee.event_id == event_id, Attendee.folded == "").limit(AT_ONCE)
    return [{"id": row[0], "folded": folded(*row[1:])} for row in db.session.execute(waiting)]


@event.listens_for(db.session, "before_flush")
def _keep_up(session: Any, _context: object, _instances: object) -> None:
    """Whatever changes a name, an organisation or an entry of the list changes this, too."""
    people = [one for one in session.dirty if isinstance(one, Person) and _has_changed(one, _OF_PERSON)]
    changed = [one for one in session.dirty if isinstance(one, Attendee) and _has_changed(one, _OF_ATTENDEE)]
    if people:
        with session.no_autoflush:
            changed += session.scalars(select(Attendee).where(Attendee.person_id.in_([one.id for one in people])))
    for attendee in dict.fromkeys(changed):
        person = attendee.person
        listed = (attendee.listed_name, attendee.listed_email, attendee.listed_organisation)
        attendee.folded = folded(person.name, person.organisation, *listed)


def _has_changed(row: Any, names: Iterable[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in names)


_LISTED = (Attendee.listed_name, Attendee.listed_email, Attendee.listed_organisation)
