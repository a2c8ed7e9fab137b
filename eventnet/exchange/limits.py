"""How much one account may scan. Counted by account and event, never by IP address: a hall has one."""

from collections import Counter
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection, func, select

from eventnet.clock import now
from eventnet.exchange.models import CardRequest, Scan

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SCANS = ((20, timedelta(minutes=1)), (150, HOUR), (600, DAY))
SPOKEN_MISSES = 10  # an hour: four characters that change can be guessed, so guesses are few
OPEN_REQUESTS = 50


class Allowance:
    """What this account may still do, while one batch of it is decided.

    What is not known counts together, whatever event it pretends to be of.
    """

    def __init__(self, received: dict[int | None, list[datetime]], open_requests: Counter[int]) -> None:
        self._received = received  # by event, the newest first
        self._open = open_requests

    def copy(self) -> "Allowance":
        return Allowance({event_id: list(received) for event_id, received in self._received.items()}, self._open.copy())

    def seconds_to_wait(self, event_id: int | None) -> int:
        """0 when a scan may be taken."""
        received = self._received.get(event_id, [])
        full = [received[most - 1] + span for most, span in SCANS if len(received) >= most]
        return max((_seconds_until(moment) for moment in full), default=0)

    def may_ask_more(self, event_id: int) -> bool:
        return self._open[event_id] < OPEN_REQUESTS

    def take(self, event_id: int | None) -> None:
        self._received.setdefault(event_id, []).insert(0, now())

    def ask(self, event_id: int) -> None:
        self._open[event_id] += 1


def allowance(connection: Connection, me: Any, coming: int) -> Allowance:
    """Asks the database only when `coming` more scans of this account (`looking`) could reach a limit at all."""
    counted = (me.last_minute, me.last_hour, me.last_day)
    is_near = any(count and count + coming > most for count, (most, _span) in zip(counted, SCANS, strict=True))
    asks_much = me.open_requests and me.open_requests + coming > OPEN_REQUESTS
    received = _received(connection, me.id) if is_near else {}
    return Allowance(received, _open_requests(connection, me.id) if asks_much else Counter())


def enough() -> Allowance:
    """For what was allowed already."""
    return Allowance({}, Counter())


def seconds_after_misses(connection: Connection, scanner_id: int) -> int:
    """How long somebody who guessed spoken codes has to wait."""
    missed = (Scan.scanner_id == scanner_id, Scan.how == "spoken", Scan.outcome == "unknown")
    newest = select(Scan.received_at).where(*missed).order_by(Scan.received_at.desc())
    oldest = connection.scalar(newest.offset(SPOKEN_MISSES - 1).limit(1))
    return _seconds_until(oldest + HOUR) if oldest else 0


def _seconds_until(moment: datetime) -> int:
    return max(0, ceil((moment - now()).total_seconds()))


def _received(connection: Connection, scanner_id: int) -> dict[int | None, list[datetime]]:
    recent = select(Scan.event_id, Scan.received_at).where(
        Scan.scanner_id == scanner_id, Scan.received_at > now() - DAY
    )
    found: dict[int | None, list[datetime]] = {}
    for event_id, received_at in connection.execute(recent.order_by(Scan.received_at.desc())):
        found.setdefault(event_id, []).append(received_at)
    return found


def _open_requests(connection: Connection, asker_id: int) -> Counter[int]:
    is_open = (CardRequest.asker_id == asker_id, CardRequest.answered_at.is_(None))
    counted = select(CardRequest.event_id, func.count()).where(*is_open).group_by(CardRequest.event_id)
    return Counter({event_id: number for event_id, number in connection.execute(counted)})
