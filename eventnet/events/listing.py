"""Places that an organiser's list holds for people who have not come in yet."""

from eventnet.events.models import Attendee, Event
from eventnet.people import merging
from eventnet.people.models import Person


def held_place(event: Event, person: Person) -> Attendee | None:
    """The place on the list under an address that this person has proven."""
    if not person.is_confirmed:
        return None
    held = Attendee.at(event).join(Person, Person.id == Attendee.person_id)
    return held.where(
        Attendee.claimed_at.is_(None),
        Attendee.listed_email == person.email,
        Person.email == person.email,
        Person.email_confirmed_at.is_(None),
    ).first()


def take_held_place(event: Event, person: Person) -> None:
    """The one who was listed and the one who is here are one person."""
    place = held_place(event, person)
    if place:
        merging.absorb(person, place.person)
