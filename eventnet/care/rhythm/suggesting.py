"""A rhythm that suits, from what has been between the two; rules are data, and the first that fits is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from eventnet.care.rhythm.last import Last


@dataclass(frozen=True)
class Known:
    """What the contact's page knows of the two."""

    last: Last | None
    events: int  # at which they met
    has_note: bool


@dataclass(frozen=True)
class Rule:
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
