"""Nobody is pestered: how many may be asked, how soon a request reaches somebody, and who is left in peace."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import and_, or_

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.exchange.models import Block, Contact
from eventnet.followup.models import LIFE, MeetingRequest, QuietTime, Rest
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.web.filters import day

Moments = tuple[list[datetime], list[datetime]]  # arrived within WEEK; due of what waits

MOST_OPEN = 10
WEEK = timedelta(days=7)
REMIND_AFTER = timedelta(days=5)
REST_AFTER_NO = timedelta(days=90)
MORNING = time(8)  # when a quiet time is over


class Outlook(Struct, frozen=True):
    """What the sender may know before writing: how many are left, when it arrives, when silence closes it."""

    left: int
    due_at: datetime
    waits: bool

    @property
    def expires_at(self) -> datetime:
        return self.due_at + LIFE


def outlook(sender: Person, recipient: Person, zone: ZoneInfo) -> Outlook:
    """Refuses in words where a request cannot go; the same words on the page and at the verb."""
    _check_pair(sender, recipient)
    left = requests_left(sender)
    if left == 0:
        raise Refused(
            "ten-open",
            _(
                "Ten of your requests are still open. "
                "As soon as one is answered, withdrawn or closed, you can ask again."
            ),
        )
    due_at = turn_of(recipient, zone)
    return Outlook(left, due_at, due_at > now())


def requests_left(sender: Person) -> int:
    """Agreed meetings do not count: only what still waits for somebody."""
    agreed = MeetingRequest.answer.in_(("accepted", "call"))
    waiting = MeetingRequest.sent_by(sender).where(
        MeetingRequest.closed_at.is_(None), or_(MeetingRequest.answer.is_(None), ~agreed)
    )
    return max(0, MOST_OPEN - waiting.count())


def turn_of(recipient: Person, zone: ZoneInfo) -> datetime:
    """When the next request reaches this person: now, or behind those that wait already."""
    if recipient.requests_a_week == 0:
        raise Refused("takes-none", _("%(name)s takes no requests at the moment.", name=recipient.name))
    received, queued = _arrivals(recipient)
    start = max([now(), *queued])
    return next_turn(start, [*received, *queued], recipient.requests_a_week, quiet_times(recipient), zone)


def turn_now(request: MeetingRequest) -> datetime:
    """When a request that waited may go: now, or later because the recipient's wishes have changed since."""
    return turn_again(request.recipient, request.tz)


def turn_again(recipient: Person, zone: ZoneInfo) -> datetime:
    """The same for anything that has waited its turn; `recipient` takes at least one a week."""
    received, _queued = _arrivals(recipient)
    return next_turn(now(), received, recipient.requests_a_week, quiet_times(recipient), zone)


def next_turn(
    start: datetime, arrivals: Sequence[datetime], a_week: int, quiet: Iterable[QuietTime], zone: ZoneInfo
) -> datetime:
    """The first moment from `start` on with fewer than `a_week` arrivals in the 7 days before it, on no quiet day."""
    moment = after_quiet(start, quiet, zone)
    recent = sorted(arrival for arrival in arrivals if moment - WEEK < arrival <= moment)
    while len(recent) >= a_week:
        moment = after_quiet(recent[len(recent) - a_week] + WEEK, quiet, zone)
        recent = sorted(arrival for arrival in arrivals if moment - WEEK < arrival <= moment)
    return moment


def after_quiet(moment: datetime, quiet: Iterable[QuietTime], zone: ZoneInfo) -> datetime:
    """The moment itself, or the morning after the quiet days that it falls into (they may follow on each other)."""
    for span in sorted(quiet, key=lambda span: span.from_on):
        if span.covers(moment.astimezone(zone).date()):
            moment = datetime.combine(span.until_on + timedelta(days=1), MORNING, zone).astimezone(moment.tzinfo)
    return moment


def quiet_times(person: Person) -> list[QuietTime]:
    return QuietTime.of(person).all()


def is_quiet(person: Person, zone: ZoneInfo) -> bool:
    today = now().astimezone(zone).date()
    return any(span.covers(today) for span in quiet_times(person))


def may_reach(request: MeetingRequest) -> bool:
    """Nothing more is sent once the two are blocked, or the recipient said never or takes none any more."""
    forever = Rest.between(request.sender, request.recipient).where(Rest.until.is_(None))
    return request.recipient.requests_a_week > 0 and not forever.any() and not are_apart(request)


def holds_card(asker: Person, person: Person) -> bool:
    """Whoever has taken their card back, or whose card has ended, is not asked on its strength any more."""
    return Contact.held_by(asker).where(Contact.subject_id == person.id).any()


def are_apart(request: MeetingRequest) -> bool:
    """One of the two has blocked the other: nothing goes on between them, and neither is told why."""
    return Block.stands_between(request.sender, request.recipient)


def refuse_apart(request: MeetingRequest) -> None:
    """In the words for every request that has ended."""
    if are_apart(request):
        raise Refused("ended", _("This request is closed. Nothing was changed."))


def rest(request: MeetingRequest, until: datetime | None) -> None:
    """The sender leaves the recipient in peace until then; None: for good."""
    found = Rest.between(request.sender, request.recipient).first()
    if found is None:
        found = Rest(asker_id=request.sender_id, person_id=request.recipient_id)
        db.session.add(found)
    found.until, found.since_at = until, now()


def lift_rest(request: MeetingRequest) -> None:
    for found in Rest.between(request.sender, request.recipient):
        db.session.delete(found)


def never_again(asker: Person, person: Person) -> None:
    """Whatever it was about: the asker leaves this person in peace for good."""
    insert_once(Rest, asker_id=asker.id, person_id=person.id, since_at=now())
    for found in Rest.between(asker, person):
        found.until, found.since_at = None, now()


def ask_again(asker: Person, person: Person) -> None:
    """The person has taken that back."""
    for found in Rest.between(asker, person):
        db.session.delete(found)


def refuse_never(sender: Person, recipient: Person) -> None:
    """For everything that writes to somebody: who said "never again" or has blocked the other is left in peace.

    One and the same sentence, so that nobody learns of a block.
    """
    forever = Rest.between(sender, recipient).where(Rest.until.is_(None))
    if forever.any() or Block.stands_between(sender, recipient):
        raise Refused("never", _("%(name)s would rather be left in peace, and we keep to that.", name=recipient.name))


def refuse_resting(sender: Person, recipient: Person) -> None:
    """For everything that asks: after a no there is a while without another question."""
    found = Rest.between(sender, recipient).where(Rest.until > now()).first()
    if found and found.until:
        raise Refused(
            "resting", _("You can ask %(name)s again from %(day)s.", name=recipient.name, day=day(found.until))
        )


def _check_pair(sender: Person, recipient: Person) -> None:
    refuse_never(sender, recipient)
    refuse_resting(sender, recipient)
    _check_open(sender, recipient)


def _check_open(sender: Person, recipient: Person) -> None:
    mine = MeetingRequest.between(sender, recipient).where(MeetingRequest.closed_at.is_(None)).first()
    if mine and mine.is_agreed:
        raise Refused("agreed", _("You and %(name)s have agreed to meet already.", name=recipient.name))
    if mine:
        raise Refused("open-pair", _("Your request to %(name)s is still open.", name=recipient.name))
    theirs = MeetingRequest.between(recipient, sender).where(
        MeetingRequest.closed_at.is_(None), MeetingRequest.delivered_at.is_not(None)
    )
    if theirs.any():
        raise Refused("asked-you", _("%(name)s has asked you for a meeting. Answer that first.", name=recipient.name))


_sources: list[Callable[[Person], Moments]] = []


def asking(source: Callable[[Person], Moments]) -> Callable[[Person], Moments]:
    """Decorator: what reaches somebody and asks something of them. Everything of that kind shares their weekly number.

    `source(recipient)` gives what arrived within WEEK, and when each of those that still wait is due.
    """
    _sources.append(source)
    return source


def _arrivals(recipient: Person) -> Moments:
    found = [source(recipient) for source in _sources]
    received = [moment for arrived, _waiting in found for moment in arrived]
    return received, [moment for _arrived, waiting in found for moment in waiting]


@asking
def _requests(recipient: Person) -> Moments:
    delivered = MeetingRequest.delivered_at > now() - WEEK
    waiting = and_(MeetingRequest.delivered_at.is_(None), MeetingRequest.closed_at.is_(None))
    found = Rows(MeetingRequest).where(MeetingRequest.recipient_id == recipient.id, or_(delivered, waiting)).all()
    received = [request.delivered_at for request in found if request.delivered_at]
    return received, [request.due_at for request in found if not request.delivered_at]
