"""On a contact's page: who introduced us, and the way to introduce them to somebody."""

from msgspec import Struct

from eventnet.exchange.models import Contact
from eventnet.exchange.parts import on_contact_page
from eventnet.followup.introducing.reading import introducer_of
from eventnet.people.models import Person


class Known(Struct, frozen=True):
    introducer: str  # empty: they met by themselves


@on_contact_page("followup/introduction_part.html", place="aside", order=60)
def known(owner: Person, contact: Contact) -> Known:
    return Known(introducer_of(owner, contact.subject))
