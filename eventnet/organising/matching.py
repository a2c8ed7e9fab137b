"""Who of a new list is at the event already."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from sqlalchemy import select

from eventnet.db import db
from eventnet.events.models import Attendee, Event, FormerEntry, Removal, Ticket
from eventnet.organising.importing import Listed
from eventnet.people.models import Person


class Place(Struct, frozen=True):
    """An attendee as far as lists are concerned. `is_waiting`: nobody has taken the place yet, it is all ours."""

    attendee_id: int
    person_id: int
    external_id: str | None
    name: str | None
    email: str | None
    organisation: str | None
    is_waiting: bool
    confirmed_email: str | None
    tickets: frozenset[str] = frozenset()  # fingerprints
    role: str = "attendee"
    is_merged: bool = False  # has tickets of another entry, too

    @property
    def is_listed(self) -> bool:
        return self.name is not None


class Places:
    """Finds the place of a listed person, each place once.

    By the ticket; without one, by the address among places of lists and then among people who joined by themselves
    and have proven the address; without an address, by name and organisation among those who have none either.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.taken: set[int] = set()
        self.by_ticket: dict[str, Place] = {}
        self.by_email: dict[str, list[Place]] = defaultdict(list)
        self.by_words: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in places:
            self._keep(place)

    @classmethod
    def at(cls, event: Event) -> "Places":
        return cls(places_at(event))

    def find(self, listed: Listed) -> Place | None:
        place = self._by_ticket(listed) or self._by_email(listed) or self._by_words(listed)
        if place:
            self.taken.add(place.attendee_id)
        return place

    def _keep(self, place: Place) -> None:
        if place.external_id:
            self.by_ticket[place.external_id] = place
        if email := place.email if place.is_listed else place.confirmed_email:
            self.by_email[email].append(place)
        elif place.is_listed:
            self.by_words[_words(place)].append(place)

    def _by_ticket(self, listed: Listed) -> Place | None:
        return self.by_ticket.get(listed.external_id) if listed.external_id else None

    def _by_email(self, listed: Listed) -> Place | None:
        found = self._free(self.by_email.get(listed.email or "", []), listed)
        return min(found, key=lambda place: (not place.is_listed, place.name != listed.name), default=None)

    def _by_words(self, listed: Listed) -> Place | None:
        return next(iter(self._free(self.by_words.get(_words(listed), []), listed)), None)

    def _free(self, places: list[Place], listed: Listed) -> list[Place]:
        """Not taken in this run, and not the place of another ticket."""
        return [
            place
            for place in places
            if place.attendee_id not in self.taken and not (listed.external_id and place.external_id)
        ]


class Gone(Struct, frozen=True):
    """Somebody who was on the list: taken off it, or merged into another entry."""

    is_removed: bool
    external_id: str | None
    name: str | None
    email: str | None
    organisation: str | None


class Absent:
    """Finds whom a list names although they were taken off or merged here, by what found their places."""

    def __init__(self, gone: Iterable[Gone]) -> None:
        self.by_ticket: dict[str, Gone] = {}
        self.by_email: dict[str, Gone] = {}
        self.by_words: dict[tuple[str, str], Gone] = {}
        for one in gone:
            if one.external_id:
                self.by_ticket[one.external_id] = one
            if one.email:
                self.by_email[one.email] = one
            elif one.name:
                self.by_words[_words(one)] = one

    @classmethod
    def from_(cls, event: Event) -> "Absent":
        return cls(_gone(event))

    def find(self, listed: Listed) -> Gone | None:
        if listed.external_id and (found := self.by_ticket.get(listed.external_id)):
            return found
        found = self.by_email.get(listed.email) if listed.email else self.by_words.get(_words(listed))
        if found is None or (found.external_id and listed.external_id):
            return None  # another ticket is another place
        is_as_plain = not found.external_id and not listed.external_id
        return found if is_as_plain or found.name == listed.name else None


def _gone(event: Event) -> Iterable[Gone]:
    removed = select(*(getattr(Removal, name) for name in _GONE)).where(Removal.event_id == event.id)
    merged = select(*(getattr(FormerEntry, name) for name in _GONE)).join(
        Attendee, Attendee.id == FormerEntry.attendee_id
    )
    yield from (Gone(True, *row) for row in db.session.execute(removed))
    yield from (Gone(False, *row) for row in db.session.execute(merged.where(Attendee.event_id == event.id)))


_GONE = ("external_id", "listed_name", "listed_email", "listed_organisation")


def _words(one: Place | Listed | Gone) -> tuple[str, str]:
    return (one.name or "").casefold(), (one.organisation or "").casefold()


def places_at(event: Event, only: Collection[int] | None = None) -> Iterable[Place]:
    """All of them in order, or those of some attendees."""
    columns = (
        Attendee.id,
        Attendee.person_id,
        Attendee.external_id,
        Attendee.listed_name,
        Attendee.listed_email,
        Attendee.listed_organisation,
        Attendee.claimed_at,
        Person.email,
        Person.email_confirmed_at,
        Attendee.role,
    )
    rows = select(*columns).join(Person, Person.id == Attendee.person_id).where(Attendee.event_id == event.id)
    if only is not None:
        rows = rows.where(Attendee.id.in_(only))
    tickets = _tickets(event, only)
    merged = set(
        db.session.scalars(select(FormerEntry.attendee_id).join(Attendee).where(Attendee.event_id == event.id))
    )
    for id_, person_id, ticket, name, email, organisation, claimed_at, own, confirmed_at, role in db.session.execute(
        rows.order_by(Attendee.id)
    ):
        is_waiting = claimed_at is None and confirmed_at is None
        proven = own if confirmed_at else None
        known = frozenset(tickets.get(id_, ()))
        listed = (ticket, name, email, organisation)
        yield Place(id_, person_id, *listed, is_waiting, proven, known, role, id_ in merged)


def _tickets(event: Event, only: Collection[int] | None) -> Mapping[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = select(Ticket.attendee_id, Ticket.fingerprint).where(Ticket.event_id == event.id)
    if only is not None:
        rows = rows.where(Ticket.attendee_id.in_(only))
    for attendee_id, fingerprint in db.session.execute(rows):
        found[attendee_id].add(fingerprint)
    return found
