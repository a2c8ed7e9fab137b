"""From what a camera read or a person typed to an attendee, and to what it counts as: live, badge or spoken."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Protocol

from msgspec import Struct
from sqlalchemy import Integer, Select, bindparam, exists, or_
from sqlalchemy.orm import aliased, joinedload

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import BADGE_MARGIN, Attendee, Event
from eventnet.exchange.formerly import current_badges
from eventnet.exchange.livecode import Read, is_fresh, proven_step, reads_as, spoken_matches
from eventnet.exchange.models import Block
from eventnet.people.models import Device, Person
from eventnet.rows import Rows

CLOCK_ERROR = timedelta(minutes=5)
LATE_PHONES = timedelta(days=7)  # a scan kept on a phone without a network still counts so long after the event


class Days(Protocol):
    """The span of an event: the row itself, or what `looking` has read of it."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


class Sight(Struct, frozen=True):
    """`attendee` is None for every code that is unknown, foreign, revoked or hidden from this scanner."""

    how: str
    attendee: Attendee | None = None

    @property
    def shows_consent(self) -> bool:
        """Who shows a code that changes is there, and shows it on purpose."""
        return self.how != "badge"


def recognise(scanner: Person | None, text: str, at: datetime) -> Sight:
    """`at` is the phone's claim. A live code that is not fresh, or not proven, counts as the badge in it."""
    read = reads_as(text, settings().host)
    if read is None:
        return Sight("badge")
    if read.kind == "spoken":
        return Sight("spoken", _speaker(scanner, read, at))
    attendee = _wearer(scanner, read.badge)
    if attendee is None:
        return Sight("badge")
    if proves(read, attendee.live_key, attendee.event, at) and _was_signed_in(attendee.person, at):
        return Sight("live", attendee)
    return Sight("badge", attendee if badge_works(attendee.event, at) else None)


def proves(read: Read, live_key: bytes, event: Days, at: datetime) -> bool:
    """Whether the phone of a badge has shown this code at that moment, if it was signed in."""
    if read.kind != "live" or not is_believable(event, at):
        return False
    step = proven_step(live_key, read.badge, read.proof)
    return step is not None and is_fresh(step, at)


def speaks(read: Read, live_key: bytes, badge: str, event: Days, at: datetime) -> bool:
    """The same for a spoken code, which names no badge."""
    return spoken_matches(live_key, badge, read.proof, at) and is_believable(event, at)


def is_believable(event: Days, at: datetime) -> bool:
    """A phone's time is a claim: it holds if it is about now, or in the span of the event, and never in the future."""
    ahead = at - now()
    return ahead <= CLOCK_ERROR and (ahead >= -CLOCK_ERROR or event.starts_at <= at <= event.ends_at)


def badge_works(event: Days, at: datetime) -> bool:
    """Near the event by our clock, or by the phone's if its scan waited for a network."""
    is_late = at <= now() <= event.ends_at + BADGE_MARGIN + LATE_PHONES and _is_near(event, at)
    return is_late or _is_near(event, now())


def _is_near(event: Days, moment: datetime) -> bool:
    """Printed badges work from a day before until a day after."""
    return event.starts_at - BADGE_MARGIN <= moment <= event.ends_at + BADGE_MARGIN


def _wearer(scanner: Person | None, badge: str) -> Attendee | None:
    asked = {"badge": badge, "scanner": scanner.id if scanner else None}
    found: Attendee | None = db.session.scalar(_by_badge(), asked)
    if found is None and (current := current_badges(db.session.connection(), [badge])):
        found = db.session.scalar(_by_badge(), asked | {"badge": current[badge]})
    return found


@cache
def _by_badge() -> Select[Any]:
    """Made once: every opened code begins with it, and making it takes as long as asking the database."""
    return _visible_to(bindparam("scanner", type_=Integer)).where(Attendee.badge == bindparam("badge")).statement


def _visible_to(scanner: Any) -> Rows[Attendee]:
    """Codes that work; `scanner` is the id of a person, or None for whoever has no profile."""
    codes = Rows(Attendee).where(Attendee.badge_revoked_at.is_(None))
    codes = codes.where(~exists().where(Block.between(scanner, Attendee.person_id)))
    return codes.options(
        joinedload(Attendee.person).lazyload(Person.links), joinedload(Attendee.event).lazyload(Event.organiser)
    )


def _was_signed_in(person: Person, at: datetime) -> bool:
    """A phone that was signed out shows no live code any more, whatever it has kept."""
    return Rows(Device).where(Device.person_id == person.id, or_(Device.ended_at.is_(None), Device.ended_at > at)).any()


def _speaker(scanner: Person | None, read: Read, at: datetime) -> Attendee | None:
    """A handle is unique in its event only, so it is looked up where the scanner takes part."""
    if scanner is None:
        return None
    mine = aliased(Attendee)
    around = _visible_to(scanner.id).join(mine, mine.event_id == Attendee.event_id).where(mine.person_id == scanner.id)
    return next((each for each in around.where(Attendee.handle == read.handle) if _speaks(each, read, at)), None)


def _speaks(attendee: Attendee, read: Read, at: datetime) -> bool:
    is_proven = speaks(read, attendee.live_key, attendee.badge, attendee.event, at)
    return is_proven and _was_signed_in(attendee.person, at)
