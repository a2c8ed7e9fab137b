"""Badges of entries that were merged into another one: around a neck they still say who that is."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from eventnet.events.models import Attendee, FormerEntry
from eventnet.exchange.livecode import Read


def current_badges(connection: Connection, badges: Collection[str]) -> dict[str, str]:
    """By the badge that was printed, the one that its attendee has now."""
    if not badges:
        return {}
    known = select(FormerEntry.badge, Attendee.badge).join(Attendee, Attendee.id == FormerEntry.attendee_id)
    return {old: new for old, new in connection.execute(known.where(FormerEntry.badge.in_(badges)))}


def as_today(reads: dict[str, Read | None], current: dict[str, str]) -> dict[str, Read | None]:
    """The same readings with today's badges; what was shown with a proof of the old one counts as the badge alone."""
    return {
        key: Read("badge", badge=current[read.badge]) if read and read.badge in current else read
        for key, read in reads.items()
    }
