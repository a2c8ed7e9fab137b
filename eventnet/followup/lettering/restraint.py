"""How many letters are too many, in words. What was promised may always go; more than that waits for an answer."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import or_

from eventnet.clock import now
from eventnet.exchange.models import Promise
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.models import MeetingRequest
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.filters import day, when

A_DAY = timedelta(days=1)
MOST_TO_ONE = 3  # in a day, whatever they are
MOST_TO_ALL = 30  # in a day; after a career day there are many to thank
TIME_TO_ADVISE = timedelta(days=14)


def refuse_too_much(sender: Person, recipient: Person, promise: Promise | None, asks: bool, zone: ZoneInfo) -> None:
    if promise:
        _refuse_twice(sender, promise)
    _refuse_talk(sender, recipient, promise, zone)
    if asks:
        _refuse_asking_again(sender, recipient, zone)
    if PersonalLetter.written_by(sender).where(PersonalLetter.written_at > now() - A_DAY).count() >= MOST_TO_ALL:
        raise Refused("enough", _("Thirty letters are enough for one day. Tomorrow you can write again."))


def _refuse_twice(sender: Person, promise: Promise) -> None:
    kept = PersonalLetter.written_by(sender).where(PersonalLetter.promise_id == promise.id)
    if kept.where(PersonalLetter.closed_at.is_(None)).any():
        raise Refused("kept", _("You have kept this promise by letter already."))


def _refuse_talk(sender: Person, recipient: Person, promise: Promise | None, zone: ZoneInfo) -> None:
    """One letter a day; another one when they answered or when it keeps a promise, and three at most."""
    today = PersonalLetter.between(sender, recipient).where(PersonalLetter.written_at > now() - A_DAY).all()
    if len(today) >= MOST_TO_ONE:
        raise Refused(
            "talk", _("You have written to %(name)s three times today. Answer by mail, or call.", name=recipient.name)
        )
    if today and not promise and not has_answered(sender, recipient, today[0].written_at):
        raise Refused(
            "today",
            _(
                "You have just written to %(name)s. One letter a day is enough; you can write again from %(when)s.",
                name=recipient.name,
                when=when(today[0].written_at + A_DAY, zone),
            ),
        )


def has_answered(sender: Person, recipient: Person, since: datetime) -> bool:
    """As far as we know of it: answers by mail pass us by."""
    letters = PersonalLetter.between(recipient, sender).where(PersonalLetter.delivered_at > since)
    asked = MeetingRequest.between(recipient, sender).where(MeetingRequest.delivered_at > since)
    answered = MeetingRequest.between(sender, recipient).where(MeetingRequest.answered_at > since)
    return letters.any() or asked.any() or answered.any()


def _refuse_asking_again(sender: Person, recipient: Person, zone: ZoneInfo) -> None:
    lately = or_(PersonalLetter.delivered_at.is_(None), PersonalLetter.delivered_at > now() - TIME_TO_ADVISE)
    last = PersonalLetter.between(sender, recipient).where(PersonalLetter.opener == "advice", lately).first()
    if last and last.delivered_at is None:
        raise Refused("waits", _("Your question to %(name)s still waits its turn.", name=recipient.name))
    if last and last.delivered_at and not has_answered(sender, recipient, last.delivered_at):
        raise Refused(
            "asked",
            _(
                "You asked %(name)s for advice on %(day)s. Leave two weeks for the answer, until %(until)s.",
                name=recipient.name,
                day=day(last.delivered_at, zone),
                until=day(last.delivered_at + TIME_TO_ADVISE, zone),
            ),
        )
