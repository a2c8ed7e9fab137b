"""Cards, history and meetings with people, in the few queries that any number of them takes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from eventnet.care.history import everything
from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange.addressbook import vcard_of
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact, Encounter, Note
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.people.models import Person

AT_ONCE = 200  # cards in memory
ON_CARD = ("name", "headline", "organisation", "pronouns", "about", "email", "languages", "offers", "needs")


def as_vcards(person: Person) -> Iterator[bytes]:
    """Without photos: a file of many is for computers, and each card has its own with its photo."""
    notes, met = {note.subject_id: note for note in Note.of(person)}, _met(person)
    for contact in _contacts(person):
        yield vcard_of(contact, notes.get(contact.subject_id), met[contact.subject_id])


def as_lines(person: Person) -> Iterator[dict[str, Any]]:
    """What a card may still show, and the receipt of its giving."""
    for contact in _contacts(person):
        card = card_for_contact(contact)
        yield {name: getattr(card, name) for name in ON_CARD} | {
            "phone": card.phone and contact.subject.phone,
            "links": {link.network: link.url for link in card.links},
            "event": contact.event.name,
            "how": contact.how,
            "given_at": contact.given_at.isoformat(),
            "until": contact.until.isoformat() if contact.until else None,
        }


def history(person: Person) -> Iterator[dict[str, Any]]:
    for moment in everything(person):
        what = {"with": moment.name, "kind": moment.kind, "title": moment.title, "text": moment.text}
        yield {"at": moment.at.isoformat()} | what


def meetings_of(person: Person) -> list[Meeting]:
    request = contains_eager(Meeting.request)
    found = Meeting.of(person).options(
        lazyload(Meeting.outcomes),
        lazyload(Meeting.thanks),
        request.lazyload(MeetingRequest.slots),
        request.joinedload(MeetingRequest.sender).lazyload(Person.links),
        request.joinedload(MeetingRequest.recipient).lazyload(Person.links),
    )
    return found.all()


def _contacts(person: Person) -> Iterator[Contact]:
    """Those that their givers still let this person have, the newest first."""
    held = Contact.held_by(person).limit(AT_ONCE).options(joinedload(Contact.subject).joinedload(Person.photo))
    page = held.all()
    while page:
        yield from page
        last = page[-1]
        page = held.where(tuple_(Contact.given_at, Contact.id) < (last.given_at, last.id)).all()


def _met(person: Person) -> defaultdict[int, list[tuple[Event, datetime]]]:
    """By the other's id, the first time first."""
    found: defaultdict[int, list[tuple[Event, datetime]]] = defaultdict(list)
    rows = select(Encounter.first_id, Encounter.second_id, Encounter.met_at, Event)
    rows = rows.join(Event, Event.id == Encounter.event_id).order_by(Encounter.met_at)
    mine = or_(Encounter.first_id == person.id, Encounter.second_id == person.id)
    for first_id, second_id, met_at, event in db.session.execute(rows.where(mine)):
        found[second_id if first_id == person.id else first_id].append((event, met_at))
    return found
