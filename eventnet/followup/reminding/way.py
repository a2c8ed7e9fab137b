"""The way to a meeting, as something to tap: a map, a link, a number. The place is always there as words, too."""

import re
from urllib.parse import quote, urlsplit

from flask_babel import gettext as _

from eventnet.followup.models import Meeting

LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d[\d\s()/.-]{4,}\d")
NATIONAL = "(0)"  # +49 (0) 341: not dialled from abroad
MAP = "https://www.openstreetmap.org/search?query="


def way_to(meeting: Meeting) -> tuple[str, str] | None:
    """(words, address). A link says where it leads, since somebody else wrote it."""
    link, number = _link_in(meeting.place), NUMBER.search(meeting.place) if meeting.is_call else None
    if link:
        return _("Open the link (%(host)s)", host=urlsplit(link).hostname), link
    if number:
        dialled = re.sub(r"[^\d+]", "", number[0].replace(NATIONAL, ""))
        return _("Call %(number)s", number=number[0]), f"tel:{dialled}"
    if meeting.is_call or not meeting.place:
        return None
    return _("Find it on the map"), MAP + quote(meeting.place)


def _link_in(place: str) -> str:
    """The first web address, without what ends a sentence; nothing when it leads nowhere."""
    found = LINK.search(place)
    link = found[0].rstrip(".,;:!?)") if found else ""
    try:
        return link if urlsplit(link).hostname else ""
    except ValueError:
        return ""
