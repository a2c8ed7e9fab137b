"""What others at the event see of somebody who lets them: name, headline, organisation, offers, needs, some answers."""

from msgspec import Struct, field

from eventnet.directory.models import Entry
from eventnet.events import questions
from eventnet.events.models import Attendee
from eventnet.events.questions import Said
from eventnet.people.card import Card
from eventnet.people.models import Person


class Shown(Struct, frozen=True):
    """One person on a page of this room."""

    attendee: Attendee
    said: list[Said] = field(default_factory=list)

    @property
    def card(self) -> Card:
        return card_here(self.attendee)

    @property
    def answers(self) -> list[tuple[str, str]]:
        return [(said.question.words, said.text) for said in self.said]


def card_here(attendee: Attendee) -> Card:
    """What somebody keeps off their card is not here either."""
    person = attendee.person
    return Card(
        person.name,
        person.headline,
        person.organisation,
        person.is_confirmed,
        offers=offered(person, attendee),
        needs=needed(person, attendee),
    )


def offered(person: Person, attendee: Attendee) -> list[str]:
    return attendee.offers_here if "offers" in person.shared else []


def needed(person: Person, attendee: Attendee) -> list[str]:
    return attendee.needs_here if "needs" in person.shared else []


def shown(entry: Entry) -> Shown:
    return shown_as(entry.attendee)


def shown_as(attendee: Attendee) -> Shown:
    """With the answers that are meant for it."""
    return Shown(attendee, questions.answers_of([attendee.id], "in_directory").get(attendee.id, []))
