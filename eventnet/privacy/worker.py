"""What the worker does for this room: looks at the calendar, tells people, deletes."""

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.faults import each_alone
from eventnet.mail.worker import between_letters, every_minute
from eventnet.privacy import calendar, keeping, notices, purging
from eventnet.privacy.models import Closing


@every_minute
def look_at_the_calendar() -> None:
    Closing.found_missing()
    each_alone(Closing.ahead().locked(), _look)


def _look(closing: Closing) -> None:
    event = closing.event
    if closing.noticing_at is None and now() >= calendar.tells_at(closing, event):
        closing.noticing_at = now()
    if closing.noticed_at and now() >= calendar.closes_at(closing, event):
        purging.begin(closing, keeping.frozen(event))


@every_minute
def tell_whom_it_failed() -> None:
    """Again for half a day, more and more rarely."""
    for closing in Closing.told_lately().locked():
        notices.tell_the_rest(closing)


@between_letters
def tell_people() -> bool:
    with reading():
        closing = Closing.telling().first()
        batch = notices.next_batch(closing) if closing else None
        db.session.rollback()
    if batch is None or not (batch.last or batch.is_last):
        return False
    closing = _locked(batch.event_id)
    if closing and closing.noticing_at and not closing.noticed_at:
        if closing.noticed_number == 0:
            notices.tell_office(closing)
        notices.queue(closing, batch)
    db.session.commit()
    return True


@between_letters
def delete_the_list() -> bool:
    with reading():
        closing = Closing.purging().first()
        event_id = closing.event_id if closing else None
        db.session.rollback()
    if event_id is None:
        return False
    closing = _locked(event_id)
    if closing and not closing.closed_at:
        purging.purge_some(closing)
    db.session.commit()
    return True


def _locked(event_id: int) -> Closing | None:
    return db.session.get(Closing, event_id, with_for_update={"of": Closing}, populate_existing=True)
