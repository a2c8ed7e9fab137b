"""Which card a contact, and which card everybody, may see."""

from typing import Any

from eventnet.addresses import path_of
from eventnet.events.models import Attendee
from eventnet.exchange.models import Contact
from eventnet.people.card import Card, card_of
from eventnet.people.models import Person, Photo


def card_for_contact(contact: Contact, attendee: Attendee | None = None) -> Card:
    """What was given, as far as it is still shared; with `attendee` the offers and needs said for that event."""
    return card_of(
        contact.subject,
        contact.fields,
        photo_url=path_of("exchange.contact_photo", code=contact.code),
        offers=attendee.offers_here if attendee else None,
        needs=attendee.needs_here if attendee else None,
    )


def public_card(person: Person) -> Card:
    """Name, headline, organisation: what whoever reads a badge may know."""
    return Card(person.name, person.headline, person.organisation, person.is_confirmed)


def attendee_card(attendee: Attendee) -> Card:
    """What whoever reads this badge may know; of a place that nobody has claimed, what the list says and no more."""
    if attendee.is_claimed:
        return public_card(attendee.person)
    return Card(attendee.listed_name or attendee.person.name, "", attendee.listed_organisation or "", False)


def place_card(place: Any) -> Card:
    """The same for a row that was read for it (`looking.Place`)."""
    if place.claimed_at is None:
        return Card(place.listed_name or place.subject_name, "", place.listed_organisation or "", False)
    is_confirmed = place.subject_email_confirmed_at is not None
    return Card(place.subject_name, place.subject_headline, place.subject_organisation, is_confirmed)


def shared_photo(contact: Contact) -> Photo | None:
    """The photo, if it was given and is still shared."""
    is_shared = "photo" in contact.fields and "photo" in contact.subject.shared
    return contact.subject.photo if is_shared else None
