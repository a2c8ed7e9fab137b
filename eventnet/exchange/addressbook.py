"""A contact for the address book: what was given, with a note where and when it was."""

import re
import unicodedata

from flask_babel import gettext as _

from eventnet.exchange.cards import card_for_contact, shared_photo
from eventnet.exchange.models import Contact, Encounter, Note
from eventnet.people.card import card_of
from eventnet.people.models import Person
from eventnet.people.vcard import VcardPerson, write
from eventnet.web.filters import day


def vcard(contact: Contact) -> bytes:
    """text/vcard; charset=utf-8. The UID stays, so that a second download updates the first."""
    card, photo = card_for_contact(contact), shared_photo(contact)
    person = VcardPerson(
        uid=f"urn:eventnet:{contact.code.lower()}",
        name=card.name,
        rev=contact.given_at,
        organisation=card.organisation,
        headline=card.headline,
        email=card.email,
        phone=card.phone and contact.subject.phone,
        links=card.links,
        note=_memory(contact),
        categories=_tags(contact),
        birthday=(contact.subject.birthday or "") if card.birthday else "",
        photo_jpeg=photo.jpeg if photo else None,
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


def _memory(contact: Contact) -> str:
    met = [
        _("Met at %(event)s, %(day)s.", event=encounter.event.name, day=day(encounter.met_at, encounter.event.zone))
        for encounter in Encounter.between(contact.owner, contact.subject)
    ]
    note = _note(contact)
    return "\n".join([*met, note.text] if note and note.text else met)


def _tags(contact: Contact) -> list[str]:
    note = _note(contact)
    return note.tags if note else []


def _note(contact: Contact) -> Note | None:
    return Note.of(contact.owner).where(Note.subject_id == contact.subject_id).first()
