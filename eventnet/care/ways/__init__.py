"""Ways to reach somebody where they are, from their card, each with the first line prepared where it takes one."""

from collections.abc import Iterator
from urllib.parse import quote

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.exchange.models import Contact
from eventnet.people.card import Card
from eventnet.people.links import NETWORKS

REACHING = ("linkedin", "xing", "whatsapp", "facebook", "x", "mastodon")  # where people write to each other


class Way(Struct, frozen=True):
    """`takes_line`: the first line stands there already."""

    key: str
    icon: str
    name: str
    label: str
    url: str
    takes_line: bool = False
    reaches: bool = True


def ways_of(contact: Contact, card: Card, line: str) -> list[Way]:
    return [*_direct(contact, card, line), *_links(card, line)]


def _direct(contact: Contact, card: Card, line: str) -> Iterator[Way]:
    if card.email:
        subject = _("From %(event)s", event=contact.event.name)
        url = f"mailto:{quote(card.email, safe='@')}?subject={quote(subject)}&body={quote(line)}"
        yield Way("mail", "mail", _("E-mail"), card.email, url, takes_line=True)
    if card.phone:
        yield Way("phone", "phone", _("Phone"), card.phone, f"tel:{contact.subject.phone}")


def _links(card: Card, line: str) -> Iterator[Way]:
    for link in card.links:
        takes_line = link.network == "whatsapp"
        url = f"{link.url}?text={quote(line)}" if takes_line else link.url
        name, reaches = NETWORKS[link.network], link.network in REACHING
        yield Way(link.network, link.icon, name, link.label, url, takes_line, reaches)
