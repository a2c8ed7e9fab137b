"""A contact for the address book: what was given, with a note where and when it was."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _

from eventnet.events.models import Event
from eventnet.exchange.cards import card_for_contact, shared_photo
from eventnet.exchange.models import Contact, Encounter, Note
from eventnet.people.card import card_of
from eventnet.people.models import Person
from eventnet.people.vcard import VcardPerson, write
from eventnet.web.filters import day


def vcard(contact: Contact) -> bytes:
    """text/vcard; charset=utf-8. The UID stays, so that a second download updates the first."""
    note = Note.of(contact.owner).where(Note.subject_id == contact.subject_id).first()
    photo, met = shared_photo(contact), Encounter.between(contact.owner, contact.subject)
    return vcard_of(contact, note, [(each.event, each.met_at) for each in met], photo.jpeg if photo else None)


def vcard_of(
    contact: Contact, note: Note | None, met: Iterable[tuple[Event, datetime]], photo_jpeg: bytes | None = None
) -> bytes:
    """The same of what was read before, where it is one of many."""
    card = card_for_contact(contact)
    person = VcardPerson(
        uid=f"urn:eventnet:{contact.code.lower()}",
        name=card.name,
        rev=contact.given_at,
        organisation=card.organisation,
        headline=card.headline,
        email=card.email,
        phone=card.phone and contact.subject.phone,
        links=card.links,
        note=_memory(note, met),
        categories=note.tags if note else [],
        birthday=(contact.subject.birthday or "") if card.birthday else "",
        photo_jpeg=photo_jpeg,
    )
    return write(person)


def own_vcard(person: Person) -> str:
    """What this person shares, to be shown as a code: without photo, as that would not fit."""
    card = card_of(person, person.shared)
    shown = VcardPerson(
        uid="",
        name=card.name,
        rev=None,
        organisation=card.organisation,
        headline=card.headline,
        email=card.email,
        phone=card.phone and person.phone,
        links=card.links,
    )
    return write(shown).decode()


def file_name(contact: Contact) -> str:
    """Plain ASCII, as old phones want it: ada-lindqvist.vcf."""
    plain = unicodedata.normalize("NFKD", contact.subject.name).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "contact") + ".vcf"


def _memory(note: Note | None, met: Iterable[tuple[Event, datetime]]) -> str:
    places = [_("Met at %(event)s, %(day)s.", event=event.name, day=day(at, event.zone)) for event, at in met]
    return "\n".join([*places, note.text] if note and note.text else places)
