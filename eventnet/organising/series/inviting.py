"""Inviting to the next event who asked for it at the last one, and nobody else."""

from eventnet.db import db
from eventnet.events.joining import add_attendee, attendance
from eventnet.events.models import Attendee, BlockedAddress, Edition, Event, NextTime, Removal
from eventnet.organising import inviting
from eventnet.people.models import Person
from eventnet.rows import Rows

AT_ONCE = 500


def last_of(event: Event) -> Event | None:
    """The event that this one was made from, if it is the same organiser's still."""
    edition = Edition.of(event)
    last = edition.after if edition else None
    return last if last and last.organiser_id == event.organiser_id else None


def waiting(event: Event) -> Rows[NextTime]:
    """Who may be invited here."""
    last = last_of(event)
    return NextTime.after(last) if last else Rows(NextTime).where(NextTime.id.is_(None))


def invite_again(event: Event, by: Person) -> int:
    """On the list and one letter each; with it their wish is fulfilled and ends. How many were written to."""
    wishes = waiting(event).limit(AT_ONCE).locked().all()
    places = [_place(event, wish.person) for wish in wishes]
    for wish in wishes:
        db.session.delete(wish)
    db.session.flush()
    return len(inviting.write_to(event, [place for place in places if place], by))


def _place(event: Event, person: Person) -> Attendee | None:
    """None for whoever is here already, on the list already, or was shut out here."""
    if attendance(event, person) or Removal.shuts_out(event, person) or BlockedAddress.has(event, person.email):
        return None
    place = add_attendee(event, person)
    place.listed_name, place.listed_email = person.name, person.email
    place.listed_organisation = person.organisation or None
    return place
