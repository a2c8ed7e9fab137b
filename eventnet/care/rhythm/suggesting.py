"""A rhythm that suits, from what has been between the two; rules are data, and the first that fits is shown."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.care.rhythm.last import Last


class Known(Struct, frozen=True):
    """What the contact's page knows of the two."""

    last: Last | None
    events: int  # at which they met
    has_note: bool


class Rule(Struct, frozen=True):
    every: str
    why: object
    fits: Callable[[Known], bool]


RULES = (
    Rule(
        "quarterly",
        _l("You have taken time for each other."),
        lambda known: bool(known.last and known.last.how == "meeting"),
    ),
    Rule("twice_a_year", _l("You have met more than once."), lambda known: known.events > 1),
    Rule("yearly", _l("You have noted something about them."), lambda known: known.has_note),
)


def suggest(known: Known) -> Rule | None:
    return next((rule for rule in RULES if rule.fits(known)), None)
