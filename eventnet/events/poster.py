"""The poster at the door: the words in every language of the event, and the code that leads to its page."""

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.addresses import address_of
from eventnet.events.models import Event
from eventnet.web.filters import span
from eventnet.web.languages import speaking

SIZES = ("a4", "a3")


class PosterWords(Struct, frozen=True):
    """What a poster says in one language."""

    language: str
    kind: str
    when: str
    lead: str
    steps: tuple[str, str, str]


def words_of(event: Event) -> list[PosterWords]:
    """One for each language of the event, in its order."""
    return [_words_in(language, event) for language in event.languages]


def join_address(event: Event) -> str:
    return address_of("events.event", slug=event.slug)


def in_words(address: str) -> str:
    """Short enough to type from the wall: browsers add the scheme."""
    return address.partition("://")[2]


def _words_in(language: str, event: Event) -> PosterWords:
    with speaking(language):
        return PosterWords(
            language=language,
            kind=event.kind_words,
            when=span(event.starts_at, event.ends_at, event.zone),
            lead=_("Scan, type your name, be in."),
            steps=(
                _("Point your camera at the code."),
                _("Type name and e-mail. No app, no password."),
                _("Show your code, scan others."),
            ),
        )
