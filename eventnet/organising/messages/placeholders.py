"""The closed list of what stands for something else in a message.

Stored words are never a template: each `{name}` is looked up once, and what stands in its place is not looked at again.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from eventnet.events.models import Event
from eventnet.refusals import Refused
from eventnet.web.filters import when

KNOWN = ("name", "event", "place", "starts", "link", "people")
MARK = re.compile(r"\{([^{}\n]{0,40})\}")
LINK = "{link}"


def check(text: str) -> None:
    """Refuses what would go out as it stands."""
    unknown = [mark for mark in dict.fromkeys(MARK.findall(text)) if mark not in KNOWN]
    if unknown:
        known = ", ".join(f"{{{each}}}" for each in KNOWN)
        raise Refused(
            "unknown-placeholder",
            _("%(mark)s is not known here. Use one of these: %(known)s", mark=f"{{{unknown[0]}}}", known=known),
        )


def check_subject(text: str) -> None:
    check(text)
    for mark in ("link", "people"):
        if uses(text, mark):
            raise Refused("not-in-subject", _("%(mark)s does not fit into a subject.", mark=f"{{{mark}}}"))


def uses(text: str, mark: str) -> bool:
    return mark in MARK.findall(text)


def filled(text: str, values: Mapping[str, str]) -> str:
    return MARK.sub(lambda found: values.get(found[1], found[0]), text)


def paragraphs(text: str) -> list[str]:
    """Parted by empty lines; a link alone in one is a button below them all and is left out here."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return [part for part in parts if part and part != LINK]


def has_button(text: str) -> bool:
    return any(part.strip() == LINK for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))


def of_event(event: Event) -> dict[str, str]:
    """What is the same for everybody who reads the language of the moment."""
    return {"event": event.name, "place": event.place, "starts": starts(event.starts_at, event.zone)}


def starts(moment: datetime, zone: str) -> str:
    return when(moment, zone)
