"""What an event begins with, by its kind: whom it asks what, who finds whom, what a scan of a badge does.

Only a beginning: all of it is the event's own as soon as it is founded.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.events.models import Event, Question
from eventnet.web.languages import LANGUAGES, speaking


class Asked(Struct, frozen=True):
    """A question that comes with a kind of event."""

    key: str
    label: Any
    kind: str = "text"
    choices: tuple[Any, ...] = ()
    on_badge: bool = False
    in_directory: bool = True


class Preset(Struct, frozen=True):
    """`directory`: whether attendees may find each other; `languages` of poster and invitations."""

    asks: tuple[Asked, ...]
    directory: bool = True  # as WITH_DIRECTORY has it for events that were there before
    badge_default: str = "ask"
    languages: tuple[str, ...] = ()


_STUDIES = (
    Asked("study_programme", _l("Study programme"), on_badge=True),
    Asked("graduation", _l("Year of graduation")),
)
_TRACK = (Asked("track", _l("Track or topic"), on_badge=True),)
_CLASS = (
    Asked("class", _l("Class or programme"), on_badge=True),
    Asked("year", _l("Graduated in"), on_badge=True),
)
_MEMBERSHIP = (
    Asked(
        "membership",
        _l("Membership"),
        "one",
        (_l("Member"), _l("Interested in joining"), _l("Guest")),
        in_directory=False,
    ),
)

PRESETS = {
    "career_day": Preset(_STUDIES, languages=("de", "en")),
    "job_fair": Preset(_STUDIES, directory=False, languages=("de", "en")),
    "congress": Preset(_TRACK, languages=("en", "de")),
    "alumni": Preset(_CLASS),
    "association": Preset(_MEMBERSHIP),
}


def ask(event: Event, kind: str, wanted: Sequence[str]) -> None:
    """The wanted ones of the questions that come with this kind."""
    for asked in PRESETS[kind].asks:
        if asked.key in wanted:
            event.asks.append(_question(asked, len(event.asks) + 1))


def _question(asked: Asked, position: int) -> Question:
    return Question(
        position=position,
        kind=asked.kind,
        preset=asked.key,
        label=_in_all(asked.label),
        choices=[{"key": f"c{number}"} | _in_all(words) for number, words in enumerate(asked.choices, 1)],
        on_badge=asked.on_badge,
        in_directory=asked.in_directory,
        in_export=True,
    )


def _in_all(words: Any) -> dict[str, str]:
    """Also in languages that the event does not speak yet."""
    found = {}
    for code in LANGUAGES:
        with speaking(code):
            found[code] = str(words)
    return found
