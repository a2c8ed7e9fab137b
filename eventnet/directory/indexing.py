"""What entries are found by, kept beside them: the folded texts, and the stems of what they offer and look for.

Whatever changes a name, an offer or what stands on a card changes this too, before it is stored; an entry without a
tick has no stems.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import delete, event, insert, inspect, select
from sqlalchemy.orm import contains_eager

from eventnet.db import db
from eventnet.directory.meaning import BEGINNING, END, terms
from eventnet.directory.models import Entry, Stem
from eventnet.directory.showing import card_here
from eventnet.events.models import Attendee
from eventnet.folding import fold, spellings
from eventnet.people.models import Person

SORTED = 120
_OF_PERSON = ("name", "headline", "organisation", "offers", "needs", "shared")
_OF_ATTENDEE = ("person", "person_id", "offers", "needs")


def index(entries: Iterable[Entry]) -> None:
    """Write down anew what these entries are found by."""
    entries = list(entries)
    if not entries:
        return
    for entry in entries:
        card = card_here(entry.attendee)
        entry.sorted_by = fold(card.name)[:SORTED]
        entry.folded = _folded([card.name, card.organisation, card.headline])
        entry.folded_offers, entry.folded_needs = _folded(card.offers), _folded(card.needs)
    db.session.execute(delete(Stem).where(Stem.entry_id.in_([entry.id for entry in entries])))
    if rows := [row for entry in entries if entry.listed_at for row in _stems(entry)]:
        db.session.execute(insert(Stem), rows)


def head_of(stem: str) -> str:
    return stem[:BEGINNING]


def tail_of(stem: str) -> str:
    return stem[-END:]


def _folded(texts: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(spelling for text in texts if text for spelling in spellings(text)))


def _stems(entry: Entry) -> Iterator[dict[str, Any]]:
    card = card_here(entry.attendee)
    whose = {"event_id": entry.event_id, "entry_id": entry.id}
    for side, lines in (("offer", card.offers), ("need", card.needs)):
        for number, line in enumerate(lines):
            for stem in sorted({form for term in terms(line) for form in term.forms}):
                yield whose | {
                    "side": side,
                    "line": number,
                    "stem": stem,
                    "head": head_of(stem),
                    "tail": tail_of(stem),
                }


@event.listens_for(db.session, "before_flush")
def _keep_up(session: Any, _context: object, _instances: object) -> None:
    people = [one.id for one in session.dirty if isinstance(one, Person) and _has_changed(one, _OF_PERSON)]
    places = [one.id for one in session.dirty if isinstance(one, Attendee) and _has_changed(one, _OF_ATTENDEE)]
    if not people and not places:
        return
    with session.no_autoflush:
        theirs = select(Entry).join(Entry.attendee).options(contains_eager(Entry.attendee))
        theirs = theirs.where(Attendee.person_id.in_(people) | Attendee.id.in_(places))
        index(session.scalars(theirs).unique())


def _has_changed(row: Any, names: Iterable[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in names)
