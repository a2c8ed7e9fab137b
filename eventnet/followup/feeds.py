"""A person's meetings in their own calendar: opened, read by the calendar, closed."""

from datetime import timedelta

from sqlalchemy.orm import contains_eager, lazyload

from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.followup.models import CalendarFeed, Meeting, MeetingRequest
from eventnet.people.models import Person
from eventnet.rows import Rows

PURPOSE = "calendar feed"
LOOKING_BACK = timedelta(days=90)


def open_feed(person: Person) -> str:
    """The secret of a new address; the one before ends."""
    secret = new_secret()
    feed = CalendarFeed.of(person).first()
    if feed is None:
        db.session.add(CalendarFeed(person_id=person.id, fingerprint=fingerprint(secret, PURPOSE)))
    else:
        feed.fingerprint, feed.made_at = fingerprint(secret, PURPOSE), now()
    return secret


def close_feed(person: Person) -> None:
    for feed in CalendarFeed.of(person):
        db.session.delete(feed)


def reader_of(secret: str) -> Person | None:
    feed = Rows(CalendarFeed).where(CalendarFeed.fingerprint == fingerprint(secret, PURPOSE)).first()
    return feed.person if feed else None


def meetings_of(person: Person) -> list[Meeting]:
    """Those that are called off, too: a calendar takes an entry away only when it is told."""
    request = contains_eager(Meeting.request)
    found = Meeting.of(person).where(Meeting.starts_at > now() - LOOKING_BACK)
    return found.options(
        lazyload(Meeting.outcomes),
        lazyload(Meeting.thanks),
        request.lazyload(MeetingRequest.slots),
        request.joinedload(MeetingRequest.sender).lazyload(Person.links),
        request.joinedload(MeetingRequest.recipient).lazyload(Person.links),
    ).all()
