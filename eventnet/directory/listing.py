"""Being in the list of people of an event, or not: somebody ticks a box, or nobody finds them."""

from functools import cached_property

from msgspec import Struct

from eventnet.clock import now
from eventnet.db import insert_once
from eventnet.directory import consent
from eventnet.directory.indexing import index
from eventnet.directory.models import Entry, is_on
from eventnet.directory.showing import Shown, shown_as
from eventnet.events.models import Attendee


class Listing(Struct, dict=True):
    """What a page says about somebody's own place in the list."""

    attendee: Attendee

    @property
    def is_on(self) -> bool:
        return self.attendee.is_claimed and is_on(self.attendee.event)

    @property
    def is_listed(self) -> bool:
        return self._entry is not None and self._entry.listed_at is not None

    @property
    def is_asked(self) -> bool:
        """Once, and only where there is a list."""
        return self.is_on and self._entry is None

    @property
    def consent(self) -> str:
        """What they agreed to, or would."""
        version = self._entry.consent_text if self._entry else None
        return consent.words(version or consent.CURRENT)

    @cached_property
    def shown(self) -> Shown:
        return shown_as(self.attendee)

    @cached_property
    def _entry(self) -> Entry | None:
        return Entry.of(self.attendee).first()


def let_find(attendee: Attendee) -> None:
    """Others find them from now on, under the words of today."""
    entry = _entry(attendee)
    if entry.listed_at is None:
        entry.listed_at, entry.declined_at, entry.consent_text = now(), None, consent.CURRENT
        index([entry])


def hide(attendee: Attendee) -> None:
    """Nobody finds them from now on, and nobody asks again."""
    entry = _entry(attendee)
    entry.declined_at = entry.declined_at or now()
    if entry.listed_at is not None:
        entry.listed_at = entry.consent_text = None
        index([entry])


def _entry(attendee: Attendee) -> Entry:
    folded = dict.fromkeys(("sorted_by", "folded", "folded_offers", "folded_needs"), "")
    insert_once(Entry, attendee_id=attendee.id, event_id=attendee.event_id, **folded)
    entry = Entry.of(attendee).locked().first()
    assert entry is not None
    return entry
