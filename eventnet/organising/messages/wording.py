"""One message as the letter of one reader: the same for its preview, its test and the real ones."""

from flask_babel import gettext as _
from msgspec import Struct, field

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.events.models import BADGE_MARGIN, Event
from eventnet.mail.outbox import Words
from eventnet.organising.messages import placeholders
from eventnet.organising.messages.models import Message
from eventnet.people.models import Person
from eventnet.web.languages import language as spoken
from eventnet.web.languages import speaking

MOST_NAMES = 40


class Reader(Struct, frozen=True):
    """Who reads it. `token` opens the place of somebody who has not joined; `people` are whose cards they hold."""

    id: int | None
    name: str
    email: str
    language: str
    has_joined: bool = True
    token: str = ""
    people: list[str] = field(default_factory=list)
    way_out: str = ""


def letter_words(message: Message, reader: Reader) -> Words:
    """In the language of `reader`, which the message is written in."""
    event, said = message.event, message.words[reader.language]
    with speaking(reader.language):
        button, link = way_in(event, reader)
        values = placeholders.of_event(event) | {"name": reader.name, "link": link, "people": _people(reader.people)}
        return Words(
            subject=placeholders.filled(said["subject"], values),
            paragraphs=[placeholders.filled(part, values) for part in placeholders.paragraphs(said["text"])],
            actions=[(button, link)] if placeholders.has_button(said["text"]) else [],
            small=_why(event),
            leave=(_("No more messages from %(organiser)s", organiser=event.organiser.name), reader.way_out),
        )


def way_in(event: Event, reader: Reader) -> tuple[str, str]:
    """The words and the address of {link} for this reader."""
    if not reader.has_joined:
        page = address_of("events.event", slug=event.slug)
        return _("Take my place"), address_of("events.claim", token=reader.token) if reader.token else page
    if event.is_over:
        return _("Open my contacts"), address_of("exchange.contacts")
    return _("Open my code"), address_of("exchange.code", event=event.slug)


def heading(message: Message) -> str:
    """The subject as the office knows its message again, in its own language where there is one."""
    language = message.language_for(spoken())
    with speaking(language):
        values = placeholders.of_event(message.event) | {"name": _("Name")}
    return placeholders.filled(message.words[language]["subject"], values)


def needs_token(message: Message) -> bool:
    """Whether those who have not joined are sent a personal link, and whether it would still open anything."""
    is_open = message.event.ends_at >= now() - BADGE_MARGIN
    return is_open and any(placeholders.uses(words["text"], "link") for words in message.words.values())


def needs_people(message: Message) -> bool:
    return any(placeholders.uses(words["text"], "people") for words in message.words.values())


def sample(person: Person, language: str) -> Reader:
    """The letter as somebody who has joined would get it, under the name of the member who looks at it."""
    with speaking(language):
        people = [_("Kim Sample"), _("Robin Example")]
    return Reader(
        person.id, person.name, person.email or "", language, people=people, way_out=address_of("events.home")
    )


def _people(names: list[str]) -> str:
    """One a line: names only, of cards that the reader holds anyhow."""
    if not names:
        return _("No cards from this event this time.")
    lines = [f"· {name}" for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        lines.append(_("… and %(number)s more in eventnet", number=len(names) - MOST_NAMES))
    return "\n".join(lines)


def _why(event: Event) -> str:
    return _(
        "%(organiser)s writes to you because you are on the list for %(event)s. Questions about your data: %(contact)s",
        organiser=event.organiser.name,
        event=event.name,
        contact=event.privacy_contact,
    )
