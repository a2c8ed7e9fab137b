"""How much one account may scan. Counted by account and event, never by IP address: a hall has one."""

from datetime import timedelta
from math import ceil

from sqlalchemy import ColumnElement, case, func, select

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange.models import CardRequest, Scan
from eventnet.exchange.recognising import Sight
from eventnet.people.models import Person

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SCANS = ((20, timedelta(minutes=1)), (150, HOUR), (600, DAY))
SPOKEN_MISSES = 10  # an hour: four characters that change can be guessed, so guesses are few
OPEN_REQUESTS = 50


def seconds_to_wait(scanner: Person, sight: Sight) -> int:
    """0 when the scan may be taken. What is not known counts together, whatever event it pretends to be of."""
    if sight.how == "spoken" and (wait := _after_misses(scanner)):
        return wait
    event = sight.attendee.event if sight.attendee else None
    mine = (Scan.scanner_id == scanner.id, Scan.event_id == (event.id if event else None))
    counted = [func.count(case((Scan.received_at > now() - span, 1))) for _most, span in SCANS]
    counts = db.session.execute(select(*counted).where(*mine, Scan.received_at > now() - DAY)).one()
    over = [(most, span) for count, (most, span) in zip(counts, SCANS, strict=True) if count >= most]
    return max((_until_free(mine, most, span) for most, span in over), default=0)


def may_ask_more(scanner: Person, event: Event) -> bool:
    return CardRequest.open_from(scanner).where(CardRequest.event_id == event.id).count() < OPEN_REQUESTS


def _after_misses(scanner: Person) -> int:
    missed = (Scan.scanner_id == scanner.id, Scan.how == "spoken", Scan.outcome == "unknown")
    return _until_free(missed, SPOKEN_MISSES, HOUR)


def _until_free(which: tuple[ColumnElement[bool], ...], most: int, span: timedelta) -> int:
    """Seconds until the oldest of the last `most` is older than `span`."""
    newest = select(Scan.received_at).where(*which).order_by(Scan.received_at.desc())
    oldest = db.session.scalar(newest.offset(most - 1).limit(1))
    return max(0, ceil((oldest + span - now()).total_seconds())) if oldest else 0
