"""What a message may begin with: words to change, in both languages, and whom they are usually for."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.web.languages import LANGUAGES, speaking


class Beginning(Struct, frozen=True):
    title: Any
    about: Any
    icon: str
    state: str = ""


BEGINNINGS = {
    "tomorrow": Beginning(
        _l("Starts tomorrow"), _l("When, where, and the way in. For everybody on the list."), "calendar-check"
    ),
    "code": Beginning(
        _l("Your code"), _l("A personal link for those who have not joined, the code for the others."), "qr-code"
    ),
    "after": Beginning(
        _l("These are your people"),
        _l("After the event: each reads the names of their own contacts, and nobody else's."),
        "heart",
        state="joined",
    ),
    "empty": Beginning(_l("An empty page"), _l("Your own words."), "pencil"),
}


def words(kind: str) -> dict[str, str]:
    """The fields of the form, by name."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        with speaking(code):
            subject, paragraphs = _said(kind)
        found |= {f"subject_{code}": subject, f"text_{code}": "\n\n".join(paragraphs)}
    return found


def _said(kind: str) -> tuple[str, list[str]]:
    if kind == "tomorrow":
        return _("{event} starts tomorrow"), [
            _("{event} begins on {starts}. The place: {place}."),
            _("Bring your phone: your code is on it. Whoever scans it has your card, and you have theirs."),
            "{link}",
        ]
    if kind == "code":
        return _("{name}, your code for {event}"), [
            _("This is your way into {event}: {starts}, {place}."),
            _("Open the link once on your phone. The code that it shows works without a network, too."),
            "{link}",
        ]
    if kind == "after":
        return _("How was {event}? These are your people"), [
            _("Thank you for having been there. These people gave you their card:"),
            "{people}",
            _("Write to one of them today, while you both remember what you talked about."),
            "{link}",
        ]
    return "", []
