"""How two people reach each other for a call: a number or a link, given by either, also later."""

from flask_babel import gettext as _

from eventnet.people import phones, webaddress
from eventnet.refusals import Refused


def way_of(typed: str) -> str:
    """A number for people's eyes, or an address that everybody may open; nothing stays nothing, for later."""
    typed = " ".join(typed.split())
    if not typed:
        return ""
    if any(sign in typed for sign in ":/") or ("." in typed and any(c.isalpha() for c in typed)):
        return _link(typed)
    try:
        return phones.shown(phones.normalise(typed))
    except Refused:
        raise _refused() from None


def _link(typed: str) -> str:
    try:
        return webaddress.parse(typed).url
    except webaddress.NotPublic:
        raise _refused() from None


def _refused() -> Refused:
    return Refused(
        "no-way",
        _("Type a phone number with its country, like %(number)s, or a link.", number="+49 511 123456"),
    )
