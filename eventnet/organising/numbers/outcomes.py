"""What is counted of an event once it is over: requests and their meetings. For `after` alone, which publishes it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, case, exists, select

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.exchange.models import Encounter
from eventnet.followup.models import Meeting, MeetingRequest, Outcome
from eventnet.organising.numbers.counting import Tally


class Asked(Struct, frozen=True):
    """One request and what became of it until the moment that was asked for."""

    pair: tuple[int, int]
    met_at: datetime | None  # at the event
    is_answered: bool
    is_agreed: bool
    is_held: bool
    meeting_at: datetime | None

    @property
    def wait(self) -> timedelta | None:
        """From the talk to the meeting."""
        if not self.is_held or self.met_at is None or self.meeting_at is None:
            return None
        return self.meeting_at - self.met_at


def asked(event: Event, until: datetime) -> list[Asked]:
    return [_asked(row, until) for row in db.session.execute(_requests(event, until))]


def tally(found: Iterable[Asked], condition: Callable[[Asked], Any] = lambda _one: True) -> Tally:
    chosen = [one for one in found if condition(one)]
    return Tally(len(chosen), len({person for one in chosen for person in one.pair}))


def pairs(found: Iterable[Asked]) -> Tally:
    """Exchanges that a second meeting came of: each pair once."""
    chosen = {one.pair for one in found if one.is_held and one.met_at is not None}
    return Tally(len(chosen), len({person for pair in chosen for person in pair}))


def _asked(row: Any, until: datetime) -> Asked:
    """What was called off is not agreed; what one of the two denies was not held."""
    is_answered = row.answered_at is not None and row.answered_at < until
    is_on = row.agreed_at is not None and row.agreed_at < until and row.cancelled_at is None
    is_agreed = is_answered and is_on
    is_held = is_agreed and row.starts_at < until and row.said_yes and not row.said_no
    first, second = sorted((row.sender_id, row.recipient_id))
    return Asked((first, second), row.met_at, is_answered, is_agreed, is_held, row.starts_at)


def _requests(event: Event, until: datetime) -> Any:
    sender, recipient = MeetingRequest.sender_id, MeetingRequest.recipient_id
    first, second = (case((order, sender), else_=recipient) for order in (sender < recipient, sender > recipient))
    both = and_(Encounter.first_id == first, Encounter.second_id == second)
    met = and_(Encounter.event_id == MeetingRequest.event_id, both, Encounter.met_at < until)
    said = and_(Outcome.meeting_id == Meeting.id, Outcome.said_at < until)
    columns = (
        sender, recipient, MeetingRequest.answered_at, Meeting.agreed_at, Meeting.cancelled_at, Meeting.starts_at,
        Encounter.met_at, exists().where(said, Outcome.held).label("said_yes"),
        exists().where(said, ~Outcome.held).label("said_no"),
    )  # fmt: skip
    found = select(*columns).select_from(MeetingRequest).where(MeetingRequest.event_id == event.id)
    found = found.outerjoin(Meeting, Meeting.request_id == MeetingRequest.id).outerjoin(Encounter, met)
    return found.where(MeetingRequest.sent_at < until)
