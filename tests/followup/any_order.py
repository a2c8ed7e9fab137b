"""Two people and the clock, in any order: what must hold whatever they do. Each story is a transaction, taken back."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import pairwise

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Block
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Meeting, MeetingRequest, Rest, Slot
from eventnet.followup.standing import standing
from eventnet.mail import worker
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.walltime import wall_of
from tests.cast import BERLIN, NOW, Cast
from tests.followup.conftest import draft

ASKING = {"request", "request_reminder", "request_other_times"}
LINK = "https://meet.example.org/us"
sides = st.booleans()
days = st.integers(1, 20)


class AnyOrder(RuleBasedStateMachine):
    """`side` is who acts: Ada or Ben. Both hold the other's card, so both may ask."""

    def __init__(self, story: Cast, travel: time_machine.Traveller) -> None:
        super().__init__()
        self.story, self.travel = story, travel
        self.happened: list[str] = []

    @initialize()
    def begin(self) -> None:
        self.travel.move_to(NOW)
        self.ada, self.ben = (db.session.get_one(Person, each) for each in (self.story.ada.id, self.story.ben.id))
        self.act("ask", lambda: requests.propose(self.ada, self.ben, draft(wall(3, 10), wall(9, 16))))

    def teardown(self) -> None:
        """Time closes whatever people leave open."""
        for _fortnight in range(4):
            self.travel.shift(timedelta(days=15))
            run_ticks()
        left = MeetingRequest.open().all()
        db.session.rollback()
        assert not left, "every state has a way on"

    @rule(side=sides, first=days, hour=st.integers(8, 18))
    def ask(self, side: bool, first: int, hour: int) -> None:
        other = self.other(side)
        self.act(
            "ask", lambda: requests.propose(self.who(side), other, draft(wall(first, hour), wall(first + 1, hour)))
        )

    @rule(side=sides, pick=days)
    def accept(self, side: bool, pick: int) -> None:
        self.with_slot("accept", pick, lambda slot: answers.accept(slot, self.who(side)))

    @rule(side=sides, pick=days, place=st.sampled_from(["", LINK]))
    def call_instead(self, side: bool, pick: int, place: str) -> None:
        self.with_slot("call", pick, lambda slot: answers.call_instead(slot, self.who(side), place))

    @rule(side=sides, pick=days, first=days, hour=st.integers(8, 18))
    def other_times(self, side: bool, pick: int, first: int, hour: int) -> None:
        by, times = self.who(side), (wall(first, hour),)
        self.with_request("other times", pick, lambda request: answers.other_times(request, times, by=by))

    @rule(pick=days, until=days)
    def later(self, pick: int, until: int) -> None:
        self.with_request("later", pick, lambda request: answers.later(request, day(until)))

    @rule(pick=days)
    def decline(self, pick: int) -> None:
        self.with_request("no", pick, lambda request: answers.decline(request))

    @rule(pick=days)
    def never(self, pick: int) -> None:
        self.with_request("never", pick, lambda request: answers.never(request))

    @rule(pick=days)
    def withdraw(self, pick: int) -> None:
        self.with_request("withdraw", pick, lambda request: requests.withdraw(request))

    @rule(side=sides, pick=days, first=days, way=st.sampled_from(["in_person", "call"]))
    def change(self, side: bool, pick: int, first: int, way: str) -> None:
        by, time = self.who(side), wall(first, 12)
        self.with_meeting("change", pick, lambda meeting: meetings.change(meeting, by, time, LINK, "A train.", way))

    @rule(side=sides, pick=days)
    def cancel(self, side: bool, pick: int) -> None:
        self.with_meeting("cancel", pick, lambda meeting: meetings.cancel(meeting, self.who(side), "I am ill."))

    @rule(side=sides, pick=days)
    def say_how(self, side: bool, pick: int) -> None:
        self.with_meeting("way", pick, lambda meeting: meetings.say_how(meeting, self.who(side), LINK))

    @rule(side=sides, pick=days, held=st.booleans())
    def say(self, side: bool, pick: int, held: bool) -> None:
        self.with_meeting("say", pick, lambda meeting: meetings.say(meeting, self.who(side), held))

    @rule(side=sides, pick=days)
    def thank(self, side: bool, pick: int) -> None:
        self.with_meeting("thank", pick, lambda meeting: meetings.thank(meeting, self.who(side), "Thank you."))

    @rule(side=sides)
    def block(self, side: bool) -> None:
        self.act("block", lambda: sharing.block(self.who(side), self.other(side)))

    @rule()
    def unblock(self) -> None:
        def take_back() -> None:
            for block in Rows(Block).all():
                sharing.unblock(block)
            for giver, receiver in ((self.ada, self.ben), (self.ben, self.ada)):
                sharing.give(giver, receiver, self.story.event, "live")

        self.act("unblock", take_back)

    @rule(hours=st.sampled_from([1, 20, 24, 5 * 24, 15 * 24]))
    def wait(self, hours: int) -> None:
        self.travel.shift(timedelta(hours=hours))
        self.act(f"wait {hours}", run_ticks)

    @invariant()
    def one_open_request_a_pair(self) -> None:
        pairs = Counter((request.sender_id, request.recipient_id) for request in MeetingRequest.open().all())
        assert all(number == 1 for number in pairs.values())

    @invariant()
    def one_winner(self) -> None:
        """One meeting a request, and nobody at two places."""
        agreed = Meeting.on().all()
        assert len({meeting.request_id for meeting in agreed}) == len(agreed)
        for one, next_one in pairwise(agreed):
            assert one.ends_at <= next_one.starts_at

    @invariant()
    def every_state_has_a_way_on(self) -> None:
        """Words for both; and what is open can be answered or taken back, or ends by itself."""
        for request in Rows(MeetingRequest).all():
            assert standing(request, request.sender).title
            assert not request.delivered_at or standing(request, request.recipient).title
            if request.is_open and not request.is_agreed:
                assert request.is_withdrawable
                assert request.delivered_at or request.due_at
                assert request.expires_at > now() or request.due_at <= now()

    def with_request(self, name: str, pick: int, act: Callable[[MeetingRequest], object]) -> None:
        found = self.any_of(MeetingRequest, pick)
        if isinstance(found, MeetingRequest) and found.delivered_at:
            self.act(name, lambda: act(found))

    def with_slot(self, name: str, pick: int, act: Callable[[Slot], object]) -> None:
        found = self.any_of(Slot, pick)
        if isinstance(found, Slot) and found.request.delivered_at:
            self.act(name, lambda: act(found))

    def with_meeting(self, name: str, pick: int, act: Callable[[Meeting], object]) -> None:
        found = self.any_of(Meeting, pick)
        if isinstance(found, Meeting):
            self.act(name, lambda: act(found))

    def any_of(self, kind: type[MeetingRequest | Slot | Meeting], pick: int) -> MeetingRequest | Slot | Meeting | None:
        """The newest is 1."""
        found = Rows(kind).order_by(kind.id.desc()).all()
        return found[(pick - 1) % len(found)] if found else None

    def act(self, name: str, do: Callable[[], object]) -> None:
        """Twice, a second later: that writes no letter. Who is left in peace gets none at all."""
        before, in_peace = newest_letter(), self.left_in_peace()
        once(do)
        written, still_in_peace = letters_since(before), self.left_in_peace()
        self.happened.append(name)
        middle = newest_letter()
        self.travel.shift(timedelta(seconds=1))
        once(do)
        assert not letters_since(middle), f"a letter twice: {self.happened}"
        for letter in written:
            pair = (letter.from_person_id, letter.to_person_id)
            assert letter.kind not in ASKING or pair not in in_peace & still_in_peace, f"pestered: {self.happened}"

    def left_in_peace(self) -> set[tuple[int | None, int | None]]:
        """(who asks, who said never), and the blocked both ways."""
        never = {(rest.asker_id, rest.person_id) for rest in Rows(Rest).where(Rest.until.is_(None)).all()}
        blocked = {(block.blocker_id, block.blocked_id) for block in Rows(Block).all()}
        return never | blocked | {(other, one) for one, other in blocked}

    def who(self, side: bool) -> Person:
        return self.ada if side else self.ben

    def other(self, side: bool) -> Person:
        return self.who(not side)


def once(do: Callable[[], object]) -> None:
    """A rule may say no; then nothing has happened."""
    with suppress(Refused), db.session.begin_nested():
        do()
        db.session.flush()
    db.session.expire_all()


def run_ticks() -> None:
    for tick in worker._ticks:
        if tick.__module__.startswith("eventnet.followup"):
            tick()
            db.session.flush()
    db.session.expire_all()


def wall(days: int, hour: int) -> datetime:
    return wall_of(now(), BERLIN).replace(hour=hour, minute=0) + timedelta(days=days)


def day(days: int) -> date:
    return wall(days, 0).date()


def newest_letter() -> int:
    found = Rows(Letter).order_by(Letter.id.desc()).first()
    return found.id if found else 0


def letters_since(number: int) -> list[Letter]:
    return Rows(Letter).where(Letter.id > number).all()
