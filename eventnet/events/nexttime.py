"""“Tell me about the next one”: a tick of the person's own, its words by version, and its end."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, delete

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.events.models import Attendee, Event, NextTime
from eventnet.events.models.series import KEPT_FOR
from eventnet.mail.worker import every_minute
from eventnet.people.merging import absorber, doubter
from eventnet.people.models import Person
from eventnet.rows import Rows

COMES_AGAIN = frozenset({"alumni"})  # kinds whose people are asked
CURRENT = "2026-11"
TEXTS = {
    "2026-11": _l(
        "The organisers may put your name, e-mail and organisation on the list of the next one and invite you once. "
        "Untick it, and it ends; else it ends with the invitation, or after two years."
    ),
}


def words(version: str = CURRENT) -> str:
    """Change the text under a new version; an old one stays as long as somebody ticked beside it."""
    return str(TEXTS[version])


def is_offered(event: Event) -> bool:
    return event.kind in COMES_AGAIN


def wants(attendee: Attendee) -> bool:
    return _of(attendee).any()


def say(attendee: Attendee, wanted: bool) -> None:
    """As the tick is now. Said again beside newer words, it holds with those."""
    if not wanted:
        db.session.execute(delete(NextTime).where(*_this(attendee)))
    elif not insert_once(NextTime, event_id=attendee.event_id, person_id=attendee.person_id, text=CURRENT):
        [said] = _of(attendee)
        if said.text != CURRENT:
            said.text, said.said_at = CURRENT, now()


@every_minute
def forget_old_wishes() -> None:
    """After two years nobody reckons with it any more."""
    db.session.execute(delete(NextTime).where(NextTime.said_at <= now() - KEPT_FOR))


@doubter
def forget_wishes(keeper: Person, other: Person) -> None:
    """Whoever typed keeper's address agrees to nothing in keeper's name."""
    mine = delete(NextTime).where(NextTime.person_id == other.id)
    db.session.execute(mine, execution_options={"synchronize_session": "fetch"})


@absorber
def move_wishes(keeper: Person, other: Person) -> None:
    known = {said.event_id for said in Rows(NextTime).where(NextTime.person_id == keeper.id)}
    for said in Rows(NextTime).where(NextTime.person_id == other.id):
        if said.event_id not in known:
            said.person_id = keeper.id


def _of(attendee: Attendee) -> Rows[NextTime]:
    return Rows(NextTime).where(*_this(attendee))


def _this(attendee: Attendee) -> tuple[ColumnElement[bool], ...]:
    return NextTime.event_id == attendee.event_id, NextTime.person_id == attendee.person_id
