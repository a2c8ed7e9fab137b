"""Who is worth being in the demo world, and what to try as them."""

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.addresses import address_of
from eventnet.demo.cast import CAST, DORA
from eventnet.people.card import Card, card_of
from eventnet.people.models import Person
from eventnet.rows import Rows

MAIN = ("ada@example.org", "ben@example.org", "cleo@example.org", "dora@example.org")


class Guide(Struct, frozen=True):
    """One person to be, and what waits for them."""

    person: Person
    lines: list[str]

    @property
    def card(self) -> Card:
        return card_of(self.person)


def guides() -> list[Guide]:
    people = {person.email: person for person in _people() if person.email in MAIN}
    return [Guide(people[email], _lines(email)) for email in MAIN if email in people]


def others() -> list[Person]:
    """Everybody else of the cast, and whoever joined since."""
    return [person for person in _people() if person.email not in MAIN]


def somebody(code: str) -> Person:
    return Rows(Person).get_or_404(code)


def welcome() -> str:
    """What the command line says when the world stands."""
    names = ", ".join(one.name for one in (*CAST[:3], DORA))
    return "\n".join(
        (
            f"The demo world is open at {address_of('demo.index')}",
            f"One click there signs you in as {names} or anybody else; no digits, no mail.",
            f"Every letter is at {address_of('demo.mailbox')}",
        )
    )


def _people() -> Rows[Person]:
    return Rows(Person).order_by(Person.id)


def _lines(email: str) -> list[str]:
    """The first thing to try comes first."""
    lines = {
        "ada@example.org": [
            _("Show your code, and scan it as somebody else in a second browser."),
            _("Tomasz has scanned your badge and waits for your card."),
            _("Answer Amara's request, and say whether you met Inês yesterday."),
        ],
        "ben@example.org": [
            _("You meet Ada tomorrow: change the time, or call it off, and look at both letters."),
            _("Ask Kwame for a meeting."),
            _("Set how many requests a week may reach you."),
        ],
        "cleo@example.org": [
            _("Ada asks for a meeting. Answer from your letters, without signing in."),
            _("Look at your contacts, and write a note on Nour."),
        ],
        "dora@example.org": [
            _("Print the poster of today's event, and join from its link with a new name."),
            _("Import an attendee list, or found another event."),
        ],
    }
    return lines[email]
