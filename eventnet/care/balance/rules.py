"""The rules about give and take, as data."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from msgspec import Struct


class Rule(Struct, frozen=True):
    """Applies if all that it names is so; what is None or zero is not asked.

    `about`: a property of Facts that is a deed, which the words may name as %(what)s and %(month)s. `asked`: at least
    so many asks since I last gave. `gave`, `received`: whether there was ever anything. `apart`: my last two asks were
    so far apart, with nothing in between. Of rules that are mended by the same the first one speaks; one that is
    `alone` speaks only if no other does.
    """

    key: str
    words: LazyString
    mend: str = ""  # thank, keep, give, write
    about: str = ""
    asked: int = 0
    gave: bool | None = None
    received: bool | None = None
    apart: timedelta | None = None
    alone: bool = False


RULES = (
    Rule(
        "unthanked",
        _l("%(name)s helped you %(month)s: “%(what)s”. You have not said thank you."),
        mend="thank",
        about="unthanked",
    ),
    Rule(
        "unthanked-promise",
        _l("%(name)s kept a promise %(month)s: “%(what)s”. You have not said thank you."),
        mend="thank",
        about="unthanked_promise",
    ),
    Rule(
        "owing",
        _l("You promised “%(what)s” and have asked for something since. The promise comes first."),
        mend="keep",
        about="owed_before_asking",
    ),
    Rule("asked-since", _l("You have asked %(times)s since you last gave."), mend="give", asked=2, gave=True),
    Rule("asked-only", _l("You have asked %(times)s and given nothing yet."), mend="give", asked=2, gave=False),
    Rule(
        "only-in-need",
        _l("You came when you needed something, and not in between. A line without a question is read gladly."),
        mend="write",
        apart=timedelta(days=60),
    ),
    Rule(
        "only-received",
        _l("%(name)s has helped you, and you have not given anything yet. It need not be much."),
        mend="give",
        gave=False,
        received=True,
        alone=True,
    ),
    Rule("gave-last", _l("You gave last, %(month)s. You may ask with an easy mind."), about="gave_last", alone=True),
)
