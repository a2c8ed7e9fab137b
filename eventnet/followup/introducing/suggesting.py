"""Suggesting that two of my contacts meet, and taking it back."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased

from eventnet.clock import now
from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import Contact
from eventnet.followup import pacing
from eventnet.followup.introducing import asking
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.followup.models import LIFE
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.web.filters import day

MOST_OPEN = 5
REST = timedelta(days=90)  # before the same two are suggested again
REST_AFTER_END = timedelta(days=30)  # at least, once it has ended or was taken back


def introduce(introducer: Person, one: Contact, other: Contact, words: str) -> Introduction:
    """Each is asked as soon as their own pace allows, and hears of the other one name, headline and organisation."""
    _hold(introducer, one.subject, other.subject)
    introduction = drafted(introducer, one, other, words)
    db.session.add(introduction)
    db.session.flush()
    asking.ask_who_is_due(introduction)
    return introduction


def drafted(introducer: Person, one: Contact, other: Contact, words: str) -> Introduction:
    """As it would be sent, checked by every rule; not stored yet."""
    check(introducer, one, other)
    event = _event_of(one, other)
    first, second = sorted((one.subject, other.subject), key=lambda person: person.id)
    turns = {person.id: pacing.turn_of(person, event.tz) for person in (first, second)}
    introduction = Introduction(
        introducer=introducer,
        introducer_id=introducer.id,
        first_id=first.id,
        second_id=second.id,
        event=event,
        words=words,
        expires_at=max(turns.values()) + LIFE,
    )
    reachable = asking.may_meet(first, second)
    introduction.sides = [Side(person=each, due_at=turns[each.id] if reachable else None) for each in (first, second)]
    return introduction


def check(introducer: Person, one: Contact, other: Contact) -> None:
    """Refuses in words, on the page and at the verb. Whether the two know each other is theirs to tell."""
    if not introducer.is_confirmed:
        raise Refused(
            "unconfirmed", _("Confirm your e-mail address first, so that the answer reaches you and nobody else.")
        )
    for contact in (one, other):
        _check_person(introducer, contact.subject)
    _check_pair(introducer, one.subject, other.subject)
    if Introduction.by(introducer).where(Introduction.closed_at.is_(None)).count() >= MOST_OPEN:
        raise Refused(
            "five-open",
            _("Five of your introductions are still open. As soon as one has closed, you can make the next."),
        )


def withdraw(introduction: Introduction) -> None:
    """Taken back while it is open; who was asked finds a page that says so, and gets no letter for it."""
    held = asking.hold(introduction)
    if held.state != "open":
        raise Refused("closed", _("This introduction is not open any more."))
    held.withdrawn_at = now()
    held.close()


def _check_person(introducer: Person, person: Person) -> None:
    pacing.refuse_never(introducer, person)
    pacing.refuse_resting(introducer, person)
    if person.requests_a_week == 0:
        raise Refused("takes-none", _("%(name)s takes no requests at the moment.", name=person.name))


def _check_pair(introducer: Person, one: Person, other: Person) -> None:
    mine = Introduction.of_pair(one, other).where(Introduction.introducer_id == introducer.id).first()
    if mine and mine.closed_at is None:
        raise Refused("open-pair", _("You have suggested this already. It is open until %(day)s.", day=_until(mine)))
    if mine and _again_from(mine) > now():
        again = day(_again_from(mine), mine.tz)
        raise Refused("resting", _("You have suggested this before. From %(day)s you can do so again.", day=again))


def _again_from(introduction: Introduction) -> datetime:
    """The same whether anybody was asked: who may begin anew at once would know that something is between the two."""
    if introduction.withdrawn_at:
        return introduction.withdrawn_at + REST_AFTER_END
    ended_at = introduction.closed_at or introduction.expires_at
    return max(introduction.made_at + REST, ended_at + REST_AFTER_END)


def _until(introduction: Introduction) -> str:
    return day(introduction.expires_at, introduction.tz)


def _event_of(one: Contact, other: Contact) -> Event:
    """The last event at which both were; else the one at which the introducer met the first."""
    theirs = aliased(Attendee)
    both = (
        select(Event)
        .join(Attendee, Attendee.event_id == Event.id)
        .join(theirs, theirs.event_id == Event.id)
        .where(Attendee.person_id == one.subject_id, theirs.person_id == other.subject_id)
        .order_by(Event.starts_at.desc())
    )
    return db.session.scalars(both.limit(1)).first() or one.event


def _hold(*people: Person) -> None:
    """Always in the same order, so that of two who act at once one acts after the other."""
    Rows(Person).where(Person.id.in_([each.id for each in people])).order_by(Person.id).locked().all()
