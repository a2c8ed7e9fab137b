"""What went back and forth between two people, as one of them remembers it, in a handful of queries."""

from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from eventnet.care.favours.models import Favour
from eventnet.db import db
from eventnet.exchange.models import Encounter, Promise
from eventnet.exchange.touching import Touch
from eventnet.followup.introducing.models import Introduction
from eventnet.followup.lettering import PersonalLetter
from eventnet.followup.lettering.openers import OPENERS
from eventnet.followup.models import Meeting, MeetingRequest, ThankYou
from eventnet.people.models import Person

LATEST = 50  # of each kind; what lies further back weighs on nobody
ASKING = tuple(key for key, opener in OPENERS.items() if opener.asks)
AN_HOUR = timedelta(hours=1)  # a letter that asks is no contact of its own beside the asking


class Deed(NamedTuple):
    """When, and what in the owner's words; whether its thank-you is ticked off."""

    at: datetime
    what: str
    is_thanked: bool = False


class Facts(Struct, frozen=True):
    """Each row of things has the latest first."""

    asked: tuple[datetime, ...] = ()  # my requests that offered nothing
    given: tuple[Deed, ...] = ()  # my favours, and my promises that I kept
    received: tuple[Deed, ...] = ()  # their favours
    kept: tuple[Deed, ...] = ()  # their promises that they kept
    owed: tuple[Deed, ...] = ()  # my promises that are open; `at` is when I made them
    thanked_at: datetime | None = None  # when I last said thank you
    in_touch: tuple[datetime, ...] = ()  # when I was in touch otherwise

    @property
    def has_favours(self) -> bool:
        return bool(self.received or self.given)

    @property
    def last_given(self) -> Deed | None:
        return self.given[0] if self.given else None

    @property
    def asked_since_given(self) -> int:
        gave_at = self.last_given.at if self.last_given else None
        return sum(1 for at in self.asked if gave_at is None or at > gave_at)

    @property
    def unthanked(self) -> Deed | None:
        return self._unthanked(self.received)

    @property
    def unthanked_promise(self) -> Deed | None:
        return self._unthanked(self.kept)

    @property
    def owed_before_asking(self) -> Deed | None:
        """The oldest promise that was open already when I asked for something."""
        return next((deed for deed in reversed(self.owed) if self.asked and deed.at < self.asked[0]), None)

    @property
    def gave_last(self) -> Deed | None:
        """My last gift, if nothing came from them and nothing was asked of them since."""
        since = [*self.asked, *(deed.at for deed in (*self.received, *self.kept))]
        deed = self.last_given
        return deed if deed and all(at < deed.at for at in since) else None

    def only_asked(self, apart: timedelta) -> bool:
        """The last two times that I came, so far apart, I wanted something, and in between there was nothing."""
        if len(self.asked) < 2 or self.asked[0] - self.asked[1] < apart:
            return False
        return not any(self.asked[1] + AN_HOUR < at < self.asked[0] - AN_HOUR for at in self.in_touch)

    def _unthanked(self, deeds: tuple[Deed, ...]) -> Deed | None:
        """The latest one that neither a tick nor a later thank-you settles."""
        settled_at = self.thanked_at
        open_ones = (deed for deed in deeds if not deed.is_thanked and (settled_at is None or settled_at < deed.at))
        return next(open_ones, None)


def facts_of(owner: Person, subject_id: int) -> Facts:
    facts = _with_promises(_favours(owner, subject_id), owner, subject_id)
    touches = db.session.execute(
        select(Touch.at, Touch.how)
        .where(Touch.owner_id == owner.id, Touch.subject_id == subject_id)
        .order_by(Touch.at.desc())
        .limit(LATEST)
    ).all()
    thanks = [at for at, how in touches if how == "thanks"] + _thanked_after_meeting(owner, subject_id)
    return replace(
        facts,
        asked=_asked(owner, subject_id),
        given=_latest_first([*facts.given, *(Deed(at, "") for at in _introduced(owner, subject_id))]),
        thanked_at=max(thanks, default=None),
        in_touch=tuple(sorted([*(at for at, _how in touches), *_met(owner, subject_id)], reverse=True)),
    )


def _favours(owner: Person, subject_id: int) -> Facts:
    favours = Favour.of(owner).where(Favour.subject_id == subject_id).limit(LATEST).all()
    deeds = [(each.is_given, Deed(each.done_at, each.text, each.thanked_at is not None)) for each in favours]
    return Facts(
        given=tuple(deed for is_given, deed in deeds if is_given),
        received=tuple(deed for is_given, deed in deeds if not is_given),
    )


def _with_promises(facts: Facts, owner: Person, subject_id: int) -> Facts:
    promises = Promise.of(owner).where(Promise.subject_id == subject_id).order_by(None)
    found = promises.order_by(Promise.made_at.desc(), Promise.id.desc()).limit(LATEST).all()
    mine = [Deed(each.kept_at, each.text) for each in found if each.is_mine and each.kept_at]
    return replace(
        facts,
        given=_latest_first([*facts.given, *mine]),
        kept=_latest_first([Deed(each.kept_at, each.text) for each in found if not each.is_mine and each.kept_at]),
        owed=tuple(Deed(each.made_at, each.text) for each in found if each.is_mine and not each.kept_at),
    )


def _asked(owner: Person, subject_id: int) -> tuple[datetime, ...]:
    """For a meeting or for advice; without what was taken back, and what came with something in return."""
    meetings = select(MeetingRequest.sent_at).where(
        MeetingRequest.sender_id == owner.id,
        MeetingRequest.recipient_id == subject_id,
        MeetingRequest.withdrawn_at.is_(None),
        MeetingRequest.offer == "",
    )
    advice = select(PersonalLetter.written_at).where(
        PersonalLetter.sender_id == owner.id,
        PersonalLetter.recipient_id == subject_id,
        PersonalLetter.closed_at.is_(None),
        PersonalLetter.opener.in_(ASKING),
    )
    found = [*_latest(meetings, MeetingRequest.sent_at), *_latest(advice, PersonalLetter.written_at)]
    return tuple(sorted(found, reverse=True))


def _latest(moments: Select[datetime], at: InstrumentedAttribute[datetime]) -> list[datetime]:
    return list(db.session.scalars(moments.order_by(at.desc()).limit(LATEST)))


def _introduced(owner: Person, subject_id: int) -> list[datetime]:
    """The owner brought the subject together with somebody."""
    made = select(Introduction.came_about_at).where(
        Introduction.introducer_id == owner.id,
        or_(Introduction.first_id == subject_id, Introduction.second_id == subject_id),
        Introduction.came_about_at.is_not(None),
    )
    return [at for at in db.session.scalars(made) if at]


def _met(owner: Person, subject_id: int) -> list[datetime]:
    first, second = sorted((owner.id, subject_id))
    met = select(Encounter.met_at).where(Encounter.first_id == first, Encounter.second_id == second)
    return list(db.session.scalars(met))


def _thanked_after_meeting(owner: Person, subject_id: int) -> list[datetime]:
    between = select(ThankYou.sent_at).join(Meeting, Meeting.id == ThankYou.meeting_id)
    between = between.join(MeetingRequest, MeetingRequest.id == Meeting.request_id).where(
        ThankYou.from_id == owner.id,
        MeetingRequest.sender_id.in_((owner.id, subject_id)),
        MeetingRequest.recipient_id.in_((owner.id, subject_id)),
    )
    return list(db.session.scalars(between.order_by(ThankYou.sent_at.desc()).limit(1)))


def _latest_first(deeds: list[Deed]) -> tuple[Deed, ...]:
    return tuple(sorted(deeds, key=lambda deed: deed.at, reverse=True))
