"""On a contact's page: whether I want to meet them again, and by when."""

from msgspec import Struct

from eventnet.exchange.models import Contact
from eventnet.exchange.parts import on_contact_page
from eventnet.followup.evening.choosing import step_with
from eventnet.followup.evening.models import Choice
from eventnet.people.models import Person


class Again(Struct, frozen=True):
    step: Choice | None


@on_contact_page("followup/evening/again_part.html", place="aside", order=20)
def again(owner: Person, contact: Contact) -> Again:
    return Again(step_with(contact))
