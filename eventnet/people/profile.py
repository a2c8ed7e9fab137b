"""Changing one's profile: links and phone are checked and normalised, the rest is taken as it is."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.people import links, phones
from eventnet.people.models import CARD_FIELDS, CARD_LIVES, Link, Person, Photo
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.walltime import is_zone

if TYPE_CHECKING:
    from eventnet.people.photos import Photo as Pixels

PHOTOS_AN_HOUR = 20
PLAIN = ("name", "pronouns", "headline", "organisation", "about", "languages", "offers", "needs")


def change(person: Person, typed: Mapping[str, object]) -> dict[str, str]:
    """Take what was typed; returns what was wrong, field by field, and then changes nothing of those fields."""
    for name in PLAIN:
        setattr(person, name, typed[name])
    wrong: dict[str, str] = {}
    try:
        person.phone = phones.normalise(str(typed["phone"])) if typed["phone"] else ""
    except Refused as no:
        wrong["phone"] = no.words
    for network in links.NETWORKS:
        try:
            set_link(person, network, str(typed[f"link_{network}"]))
        except Refused as no:
            wrong[f"link_{network}"] = no.words
    return wrong


def choose_zone(person: Person, zone: str) -> None:
    """By hand; nothing typed leaves it to the browser again."""
    if zone and not is_zone(zone):
        raise Refused("zone", _("This is not a time zone we know. Example: Europe/Berlin"))
    person.zone, person.zone_chosen_at = zone or None, now() if zone else None


def guess_zone(person: Person, zone: str) -> None:
    """What a browser says; who has chosen by hand keeps that."""
    if not person.zone_chosen_at and is_zone(zone):
        person.zone = zone


def set_link(person: Person, network: str, typed: str) -> None:
    """A handle or a pasted address becomes the plain link; nothing typed takes it away."""
    link = links.normalise(network, typed) if typed else None
    kept = next((known for known in person.links if known.network == network), None)
    if link is None:
        person.links = [known for known in person.links if known is not kept]
    elif kept is None:
        person.links.append(Link(network=network, label=link.label, url=link.url))
    else:
        kept.label, kept.url = link.label, link.url


def share(person: Person, fields: Collection[str], asked: Collection[str]) -> None:
    """Of the fields that were asked about, these are what contacts see. Holds for cards that are out already, too."""
    kept = {name for name in person.shared if name not in asked}
    person.shared = [name for name in CARD_FIELDS if name in kept or name in fields]


def lend(person: Person, card_life_days: int) -> None:
    """For how long others may keep the card."""
    if card_life_days in CARD_LIVES:
        person.card_life_days = card_life_days


def try_photo(person: Person, most: int = PHOTOS_AN_HOUR) -> None:
    """Counts before the work begins: unpacking a picture costs more than all else that a request can ask for."""
    person = Rows(Person).where(Person.id == person.id).locked().all()[0]
    if person.photo_tries_since is None or person.photo_tries_since <= now() - timedelta(hours=1):
        person.photo_tries, person.photo_tries_since = 0, now()
    if person.photo_tries >= most:
        raise Refused("too-many-photos", _("You have tried many photos in a short time. Go on in an hour."))
    person.photo_tries += 1


def set_photo(person: Person, pixels: "Pixels") -> None:
    remove_photo(person)
    person.photo = Photo(webp=pixels.webp, jpeg=pixels.jpeg)


def remove_photo(person: Person) -> None:
    if person.photo:
        db.session.delete(person.photo)
        db.session.flush()
        person.photo = None
