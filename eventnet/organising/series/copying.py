"""Making the next event out of an event: its policy, questions, badges and words, and nobody."""

import re
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.clock import now
from eventnet.db import Model, db
from eventnet.events.founding import new_slug
from eventnet.events.models import Edition, Event, Question
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.messages.models import Message
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.walltime import moment_of, wall_of

WEEK, YEAR = timedelta(days=7), timedelta(days=365.25)
NAME_LENGTH = 120

# What becomes of each column of an event; a new one that is in neither list fails the build.
COPIED = (
    "organiser_id", "kind", "place", "about", "zone", "languages", "join_policy", "controller", "privacy_contact",
    "privacy_url", "badge_default", "directory",
)  # fmt: skip
NEW = ("id", "slug", "name", "starts_wall", "ends_wall", "starts_at", "ends_at", "purged_at", "created_at")
PLACE = {"id", "code", "event_id", "created_at"}  # of a question; all the rest is copied


class Proposal(Struct, frozen=True):
    """The next edition as it would be made."""

    name: str
    slug: str
    starts: datetime  # wall times
    ends: datetime

    @classmethod
    def of(cls, event: Event) -> "Proposal":
        shift = _shift(event)
        name = _next_name(event.name, event.starts_wall.year, (event.starts_wall + shift).year)
        return cls(name, new_slug(name), event.starts_wall + shift, event.ends_wall + shift)


def copy(event: Event, wanted: Proposal, by: Person) -> Event:
    """The team is the organiser's, so it stays. Messages come along as drafts, and are written to nobody."""
    if Rows(Event).where(Event.slug == wanted.slug).any():
        raise Refused("slug-taken", _("Another event has this address."))
    if wanted.ends <= wanted.starts:
        raise Refused("span", _("The end must be after the start."))
    times = {"starts_wall": wanted.starts, "starts_at": moment_of(wanted.starts, event.zone)}
    times |= {"ends_wall": wanted.ends, "ends_at": moment_of(wanted.ends, event.zone)}
    new = Event(name=wanted.name, slug=wanted.slug, **times, **{name: getattr(event, name) for name in COPIED})
    db.session.add(new)
    db.session.flush()
    db.session.add(Edition(event_id=new.id, after_id=event.id))
    new.asks = [Question(**_values(question, PLACE)) for question in event.asks]
    design = Rows(BadgeDesign).where(BadgeDesign.event_id == event.id).first()
    if design:
        db.session.add(BadgeDesign(event_id=new.id, **_values(design, {"event_id", "changed_at"})))
    for message in Message.of(event).where(Message.cancelled_at.is_(None)).order_by(None).order_by(Message.id):
        db.session.add(_drafted(message, new, by))
    return new


def _drafted(message: Message, event: Event, by: Person) -> Message:
    """Its words, for the same kind of reader; a name that was searched for is left behind."""
    wanted = {name: value for name, value in message.wanted.items() if name != "q"}
    reply_to = by.email or event.privacy_contact
    return Message(
        event_id=event.id, by_id=by.id, words=message.words, wanted=wanted, reply_to=reply_to, pace=message.pace
    )


def _values(row: Model, without: set[str]) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in without}


def _shift(event: Event) -> timedelta:
    """To the same weekday, about a year later; of an old event to the first such day to come."""
    years, shift = 1, 52 * WEEK
    while event.starts_wall + shift <= wall_of(now(), event.zone):
        years += 1
        shift = round(years * YEAR / WEEK) * WEEK
    return shift


def _next_name(name: str, year: int, next_year: int) -> str:
    """Jobmesse Köln 2027 becomes Jobmesse Köln 2028; a name without its year stays."""
    return re.sub(rf"(?<!\d){year}(?!\d)", str(next_year), name)[:NAME_LENGTH]
