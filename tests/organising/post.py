"""A message as a test needs one: written, let go, brought to its end by the worker."""

from datetime import datetime

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee
from eventnet.organising.messages import sending
from eventnet.organising.messages.models import Message
from eventnet.people.models import Person
from tests.cast import NOW, Cast

ENGLISH = {"subject": "News of {event}", "text": "Hello {name}, it begins {starts}, {place}."}
GERMAN = {"subject": "Neues von {event}", "text": "Guten Tag {name}, es beginnt {starts}, {place}."}


def written(cast: Cast, text: str = "", pace: int = 6000, **wanted: str) -> Message:
    message = sending.begin(cast.event, cast.dora, pace)
    message.words = {
        "en": {**ENGLISH, "text": text or ENGLISH["text"]},
        "de": {**GERMAN, "text": text or GERMAN["text"]},
    }
    message.wanted = wanted
    db.session.add(message)
    db.session.commit()
    return message


def released(cast: Cast, text: str = "", pace: int = 6000, wall: datetime | None = None, **wanted: str) -> Message:
    message = written(cast, text, pace, **wanted)
    sending.release(message, cast.dora, pace, wall)
    db.session.commit()
    return message


def listed(cast: Cast, name: str, email: str | None = "") -> Attendee:
    """On the list, not here yet."""
    address = f"{name.split()[0].lower()}@example.org" if email == "" else email
    person = Person(name=name, email=address, language="en")
    db.session.add(person)
    db.session.flush()
    place = add_attendee(cast.event, person)
    place.listed_name, place.listed_email = name, address
    db.session.commit()
    return place


def crowd(cast: Cast, number: int) -> None:
    """So many on the list, quickly."""
    people = [
        {"name": f"Guest {each}", "email": f"guest{each}@example.org", "language": "en", "code": f"P{each:015}"}
        for each in range(number)
    ]
    ids = list(db.session.scalars(db.insert(Person).returning(Person.id), people))
    places = [
        {"event_id": cast.event.id, "person_id": person, "handle": f"#{number}", "folded": f"guest {person}"}
        for number, person in enumerate(ids)
    ]
    db.session.execute(db.insert(Attendee), places)
    db.session.commit()


__all__ = ["NOW", "crowd", "listed", "released", "written"]
