"""After a meeting: what was promised in it, and when to be in touch again. Both are the memory of one person alone."""

from datetime import date, timedelta

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, or_, select

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.exchange.models import Contact, Promise
from eventnet.exchange.touching import Touch
from eventnet.followup.afterwards.models import Again
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.people.models import Person
from eventnet.refusals import Refused

A_MONTH = timedelta(days=30)
LONGEST = timedelta(days=3660)
SHOWN = 10


class Afterwards(Struct, frozen=True):
    """What the page of a meeting that is over keeps for who holds the other's card."""

    contact: Contact
    promises: list[Promise]
    again: Again | None


class Due(Struct, frozen=True):
    """A day that has come; `contact` is the code of their card."""

    again: Again
    name: str
    contact: str


def after(meeting: Meeting, person: Person) -> Afterwards | None:
    """None: who does not hold the other's card would never see again what they noted."""
    subject = meeting.other(person)
    contact = Contact.held_by(person).where(Contact.subject_id == subject.id).first()
    if contact is None or not meeting.is_on or not meeting.is_over:
        return None
    promised = Promise.of(person).where(Promise.subject_id == subject.id, Promise.made_at >= meeting.starts_at)
    return Afterwards(contact, promised.all(), Again.of(person).where(Again.subject_id == subject.id).first())


def be_in_touch(owner: Person, subject: Person, due_on: date) -> None:
    """From that day on it stands on Follow-up, until it is done."""
    if not now().date() < due_on <= now().date() + LONGEST:
        raise Refused("past-day", _("Choose a day that is still to come."))
    insert_once(Again, owner_id=owner.id, subject_id=subject.id, due_on=due_on)
    again = Again.of(owner).where(Again.subject_id == subject.id).locked().first()
    assert again is not None
    again.due_on, again.set_at = due_on, now()


def put_off(again: Again) -> None:
    again.due_on, again.set_at = now().date() + A_MONTH, now()


def done(again: Again) -> None:
    db.session.delete(again)


def due(person: Person) -> list[Due]:
    """Whose day has come, with whom the owner has not been in touch since, and has agreed on no meeting."""
    touched = exists().where(
        Touch.owner_id == person.id, Touch.subject_id == Again.subject_id, Touch.at >= Again.due_on
    )
    held = and_(Contact.owner_id == person.id, Contact.subject_id == Again.subject_id, *Contact.alive())
    rows = (
        select(Again, Person.name, Contact.code)
        .join(Person, Person.id == Again.subject_id)
        .join(Contact, held)
        .where(Again.owner_id == person.id, Again.due_on <= now().date(), ~touched, ~_meets(person.id))
        .order_by(Again.due_on, Again.id)
        .limit(SHOWN)
    )
    return [Due(*row) for row in db.session.execute(rows)]


def _meets(owner: int) -> ColumnElement[bool]:
    """A meeting of the two from that day on, unless the owner says that they did not meet."""
    pair = (MeetingRequest.sender_id, MeetingRequest.recipient_id)
    return exists().where(
        MeetingRequest.id == Meeting.request_id,
        or_(*(and_(one == owner, other == Again.subject_id) for one, other in (pair, pair[::-1]))),
        Meeting.cancelled_at.is_(None),
        Meeting.starts_at >= Again.due_on,
        ~Meeting.denied_by(owner),
    )
