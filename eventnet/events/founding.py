"""An organiser founds an event and changes it later."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from eventnet.db import db
from eventnet.events import presets
from eventnet.events.models import Event, Organiser
from eventnet.rows import Rows

SLUG_LENGTH = 40
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l"})


def found(organiser: Organiser, values: dict[str, Any], asks: Sequence[str] = ()) -> Event:
    """`values` are columns of Event, as `EventForm.values()` gives them; `asks` are questions that its kind offers."""
    event = Event(organiser=organiser, slug=new_slug(values["name"]), **values)
    presets.ask(event, event.kind, asks)
    db.session.add(event)
    return event


def change(event: Event, values: dict[str, Any]) -> None:
    """The address stays what it was: it is printed on posters."""
    for name, value in values.items():
        setattr(event, name, value)


def new_slug(name: str) -> str:
    """A short address for the name that no other event has: Jobmesse Köln 2027 is jobmesse-koeln-2027."""
    base = slug_of(name)
    taken = {event.slug for event in Rows(Event).where(Event.slug.startswith(base, autoescape=True))}
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def slug_of(name: str) -> str:
    spelled = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED_OUT))
    words = re.findall(r"[a-z0-9]+", spelled.encode("ascii", "ignore").decode())
    slug = ""
    for word in words:
        if len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or (words[0][:SLUG_LENGTH] if words else "event")
