"""Asking the two, each at their own pace, with a link of their own that needs no account."""

from datetime import timedelta

from sqlalchemy import and_, or_

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.exchange.models import Block, Contact
from eventnet.faults import each_alone
from eventnet.followup import pacing
from eventnet.followup.introducing import mail
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.followup.models import LIFE, Rest
from eventnet.mail.worker import every_minute
from eventnet.people.models import Person
from eventnet.rows import Rows

PURPOSE = "introduction"
LINK_LIFE = timedelta(days=30)  # after it has closed: who opens the letter late is told so


def hold(introduction: Introduction) -> Introduction:
    """As it is now, and as nobody else may change it until the commit."""
    held = Rows(Introduction).where(Introduction.id == introduction.id).locked().first()
    assert held is not None
    Rows(Side).where(Side.introduction_id == held.id).locked().all()
    return held


def ask_who_is_due(introduction: Introduction) -> None:
    for side in introduction.sides:
        if side.due_at and side.due_at <= now() and not side.asked_at:
            _ask(side)


def find(secret: str) -> Side | None:
    """Unknown and ended look the same from outside."""
    side = Rows(Side).where(Side.fingerprint == fingerprint(secret, PURPOSE)).first()
    return side if side and now() < side.introduction.expires_at + LINK_LIFE else None


def may_meet(one: Person, other: Person) -> bool:
    """Nobody is asked about somebody they left in peace, do not want, or know already; and nobody is told which."""
    resting = (rest for pair in ((one, other), (other, one)) for rest in Rest.between(*pair))
    known = [Contact.held_by(a).where(Contact.subject_id == b.id).any() for a, b in ((one, other), (other, one))]
    return not all(known) and all(rest.is_over for rest in resting) and not Block.stands_between(one, other)


@every_minute
def ask_those_who_waited() -> None:
    """Wishes may have changed since, so each is looked at again."""
    each_alone(Side.waiting().where(Side.due_at <= now()), _ask_who_waited)


def _ask_who_waited(side: Side) -> None:
    if hold(side.introduction).is_open and side.due_at and not side.asked_at:
        _ask_or_wait(side)


@every_minute
def close_silent_introductions() -> None:
    """Without a word to anybody: silence and a no look the same."""
    silent = Rows(Introduction).where(Introduction.closed_at.is_(None), Introduction.expires_at <= now())
    for introduction in silent.locked().all():
        introduction.close()


@pacing.asking
def _introductions(recipient: Person) -> pacing.Moments:
    waiting = and_(Side.asked_at.is_(None), Side.due_at.is_not(None))
    found = Rows(Side).where(Side.person_id == recipient.id, or_(Side.asked_at > now() - pacing.WEEK, waiting)).all()
    received = [side.asked_at for side in found if side.asked_at]
    return received, [side.due_at for side in found if side.due_at and not side.asked_at]


def _ask_or_wait(side: Side) -> None:
    introduction = side.introduction
    if not _stands(side):
        side.due_at = None
        return
    side.due_at = pacing.turn_again(side.person, introduction.tz)
    introduction.expires_at = max(introduction.expires_at, side.due_at + LIFE)
    if side.due_at <= now():
        _ask(side)


def _ask(side: Side) -> None:
    secret = new_secret()
    side.asked_at, side.fingerprint = now(), fingerprint(secret, PURPOSE)
    db.session.flush()
    mail.asked(side, address_of("followup.open_introduction", token=secret))


def _stands(side: Side) -> bool:
    """The introducer still holds both cards and may still ask, and nothing has come between the two."""
    introducer, people = side.introduction.introducer, side.introduction.people
    held = Contact.held_by(introducer).where(Contact.subject_id.in_([each.id for each in people]))
    forever = Rest.between(introducer, side.person).where(Rest.until.is_(None))
    may_ask = held.count() == len(people) and side.person.requests_a_week > 0 and not forever.any()
    return may_ask and may_meet(*people)
