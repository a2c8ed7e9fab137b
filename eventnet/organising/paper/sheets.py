"""What stands on posters, tents and cards: words in every language of the event, one code."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from eventnet.events.models import Event
from eventnet.events.poster import SIZES, PosterWords, in_words, join_address, words_of
from eventnet.organising.badges import press
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.badges.render import drawn, ink_on
from eventnet.web.languages import speaking

TEMPLATE = "paper.typ"
PREVIEW_DPI = 90
MOST_TOPICS = 100
KINDS = ("poster", "tents", "cards")

Values = dict[str, Any]


def poster(event: Event, size: str = "") -> Values:
    return _values(event, "poster") | {"size": size if size in SIZES else SIZES[0]}


def tents(event: Event, topics: Sequence[str] = ()) -> Values:
    """One for each topic; without any, one that carries the event's name."""
    return _values(event, "tents") | {"topics": list(topics) or [""]}


def cards(event: Event) -> Values:
    return _values(event, "cards")


def pdf(values: Values) -> bytes:
    """Needs no database: end the transaction before."""
    return drawn(TEMPLATE, values)


def preview(values: Values) -> bytes:
    """The first page as PNG."""
    return drawn(TEMPLATE, values, "png", PREVIEW_DPI)


def _values(event: Event, kind: str) -> Values:
    design, address = BadgeDesign.of(event), join_address(event)
    return {
        "kind": kind,
        "title": event.name,
        "name": " ".join(event.name.split()),
        "place": " ".join(event.place.split()),
        "address": in_words(address),
        "qr": press.code(address),
        "colour": design.colour,
        "on-colour": ink_on(design.colour),
        "languages": [_said(words) for words in words_of(event)],
    }


def _said(words: PosterWords) -> Values:
    with speaking(words.language):
        return {
            "language": words.language,
            "kind": words.kind,
            "when": words.when,
            "lead": words.lead,
            "steps": list(words.steps),
            "heading": _("My code, three ways"),
            "ways": [
                [_("Show it."), _("eventnet on your phone opens with your code. Others scan it.")],
                [_("Scan theirs."), _("Tap Scan and hold your phone over a code or a badge.")],
                [_("Type it."), _("No camera? Type the characters that stand under the code.")],
            ],
            "join": _("Not in yet? Scan this and type your name."),
        }
