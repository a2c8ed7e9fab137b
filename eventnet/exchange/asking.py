"""A badge was scanned and its owner is asked: give a card back, or leave it."""

from eventnet.clock import now
from eventnet.db import insert_once
from eventnet.events.models import Event
from eventnet.exchange import sharing
from eventnet.exchange.models import CardRequest, Contact
from eventnet.exchange.turns import take_turns
from eventnet.people.models import Person
from eventnet.rows import Rows


def ask_back(asker: Person, asked: Person, event: Event) -> CardRequest:
    """Ask once an event: what was left there is not asked again there."""
    insert_once(CardRequest, asker_id=asker.id, asked_id=asked.id, event_id=event.id)
    pair = Rows(CardRequest).where(CardRequest.asker_id == asker.id, CardRequest.asked_id == asked.id)
    request = pair.locked().first()
    assert request is not None
    if request.answered_at and request.event_id != event.id:
        request.event = event
        request.asked_at = now()
        request.answered_at = request.given_back = None
    return request


def give_back(request: CardRequest) -> Contact | None:
    """The asker gets the card. Twice is once; a request that is closed gives nothing any more."""
    take_turns(request.asked, request.asker)
    if not _is_open(request):
        return None
    return sharing.give(request.asked, request.asker, request.event, "badge")


def leave(request: CardRequest) -> None:
    """Nothing is given, nobody is told, and it is not asked again at this event."""
    take_turns(request.asked, request.asker)
    if _is_open(request):
        request.answered_at, request.given_back = now(), False


def _is_open(request: CardRequest) -> bool:
    locked = Rows(CardRequest).where(CardRequest.id == request.id).locked().first()
    return locked is not None and locked.answered_at is None
