"""Card: the part of a person that one viewer may see. Name, headline, organisation always; the rest field by field."""

from collections.abc import Collection, Sequence

import msgspec

from eventnet.people import phones
from eventnet.people.languages import name_of
from eventnet.people.models import CARD_FIELDS, Link, Person
from eventnet.people.occasions import birthday_words, job_words


class Card(msgspec.Struct, frozen=True):
    """What a page, a vCard or a mail may show. Empty means: not there, or not for you."""

    name: str
    headline: str
    organisation: str
    is_confirmed: bool
    pronouns: str = ""
    photo_url: str = ""
    about: str = ""
    email: str = ""
    phone: str = ""
    links: Sequence[Link] = ()
    languages: Sequence[str] = ()
    offers: Sequence[str] = ()
    needs: Sequence[str] = ()
    birthday: str = ""  # 3 May
    job: str = ""  # since May 2026


def card_of(
    person: Person,
    fields: Collection[str] = (),
    photo_url: str = "",
    offers: Sequence[str] | None = None,
    needs: Sequence[str] | None = None,
) -> Card:
    """The card with `fields` of CARD_FIELDS on it, as far as the person still shares them."""
    seen = set(fields) & set(person.shared) & set(CARD_FIELDS)
    values = {
        "pronouns": person.pronouns,
        "photo_url": photo_url if "photo" in seen and person.photo else "",
        "about": person.about,
        "email": person.email or "",
        "phone": phones.shown(person.phone),
        "links": tuple(person.links),
        "languages": tuple(name_of(code) for code in person.languages),
        "offers": tuple(person.offers if offers is None else offers),
        "needs": tuple(person.needs if needs is None else needs),
        "birthday": birthday_words(person),
        "job": job_words(person),
    }
    shown = {name: value for name, value in values.items() if name in seen or name == "photo_url"}
    return Card(person.name, person.headline, person.organisation, person.is_confirmed, **shown)  # type: ignore[arg-type]
