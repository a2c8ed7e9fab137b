"""What each of some scans gives to whom; nothing is read and nothing is written here.

The scans of one batch are decided one after the other, so that each sees what the ones before it have given.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field

from eventnet.clock import now
from eventnet.exchange.limits import Allowance
from eventnet.exchange.looking import Place
from eventnet.exchange.recognising import is_believable

Prospect = Literal["given", "requested", "closed", "unknown", "self"]
MEETS = frozenset({"given", "requested"})


class Sighted(NamedTuple):
    """A scan, what its code counts as, and at whom it is; `place` is None for every code that is not known."""

    id: str
    scanned_at: datetime
    how: str
    place: Place | None

    @property
    def shows_consent(self) -> bool:
        """Who shows a code that changes is there, and shows it on purpose."""
        return self.how != "badge"

    @property
    def event_id(self) -> int | None:
        return self.place.event_id if self.place else None


class Gift(NamedTuple):
    """At which place a card is given, and how."""

    place: Place
    how: str


class Pair(Struct):
    """The scanner and one other person: what is given and asked between the two."""

    place: Place
    has_theirs: bool
    mine: Gift | None = None  # my card, to them
    theirs: Gift | None = None  # their card, to me
    asks: Place | None = None


class Meeting(NamedTuple):
    """Two people at one event; `turn` is how often that was counted when it was read."""

    place: Place
    how: str
    met_at: datetime

    @property
    def turn(self) -> int:
        return self.place.turn or 0


class Decided(Struct):
    """`later` holds what comes of nothing yet: seconds to wait, or None when too many are asked."""

    me: Any
    outcomes: dict[str, str] = field(default_factory=dict)
    later: dict[str, int | None] = field(default_factory=dict)
    sights: dict[str, Sighted] = field(default_factory=dict)
    pairs: dict[int, Pair] = field(default_factory=dict)
    meetings: dict[tuple[int, int, int], Meeting] = field(default_factory=dict)
    to_enter: set[int] = field(default_factory=set)


def prospect(is_self: bool, sharing: str, shows_consent: bool, has_theirs: bool) -> Prospect:
    """What the scan of a code that works would give, before anybody has given anything."""
    if is_self:
        return "self"
    if shows_consent or sharing == "open" or has_theirs:
        return "given"
    return "closed" if sharing == "closed" else "requested"


def decide(me: Any, sights: Iterable[Sighted], allowance: Allowance, entries: Mapping[int, str]) -> Decided:
    """`entries` says why the scanner cannot take part in an event; where they do not yet, `to_enter` says so."""
    decided, allowance = Decided(me), allowance.copy()
    for sight in sights:
        if sight.id in decided.sights:
            continue
        decided.sights[sight.id] = sight
        if wait := allowance.seconds_to_wait(sight.event_id):
            decided.later[sight.id] = wait
            continue
        _decide_one(decided, sight, allowance, entries)
    return decided


def _decide_one(decided: Decided, sight: Sighted, allowance: Allowance, entries: Mapping[int, str]) -> None:
    outcome, place = _outcome(decided, sight, entries), sight.place
    if place and outcome == "requested" and not _may_ask(decided, place, allowance):
        decided.later[sight.id] = None
        return
    decided.outcomes[sight.id] = outcome
    allowance.take(sight.event_id)
    if place and outcome in MEETS:
        _exchange(decided, sight, place, outcome)


def _outcome(decided: Decided, sight: Sighted, entries: Mapping[int, str]) -> str:
    """The prospect, unless the scanner cannot take part in that event; then the reason why not."""
    place = sight.place
    if place is None:
        return "unknown"
    is_self = place.subject_id == decided.me.id
    pair = decided.pairs.setdefault(place.subject_id, Pair(place, holds_theirs(place)))
    expected = prospect(is_self, place.sharing, sight.shows_consent, pair.has_theirs)
    if expected in MEETS and place.is_paused is not None:
        return "paused"
    if expected in MEETS and place.is_in is None:
        if place.event_id in entries:
            return entries[place.event_id]
        decided.to_enter.add(place.event_id)
    return expected


def holds_theirs(place: Place) -> bool:
    """The other scanned too, or gave a card in another way: then both have given."""
    is_there = place.theirs_code is not None and place.theirs_withdrawn_at is None
    return is_there and (place.theirs_until is None or place.theirs_until > now())


def is_asked_anew(place: Place) -> bool:
    """Once an event: what was left there is not asked again there."""
    if place.asking_id is None:
        return True
    return place.asking_answered_at is not None and bool(place.asking_event_id != place.event_id)


def _may_ask(decided: Decided, place: Place, allowance: Allowance) -> bool:
    """One who was asked and has not answered is not asked twice."""
    is_open = place.asking_id is not None and place.asking_answered_at is None
    if is_open or decided.pairs[place.subject_id].asks:
        return True
    if not allowance.may_ask_more(place.event_id):
        return False
    allowance.ask(place.event_id)
    return True


def _exchange(decided: Decided, sight: Sighted, place: Place, outcome: str) -> None:
    pair, gift = decided.pairs[place.subject_id], Gift(place, sight.how)
    pair.mine = gift
    if outcome == "given" and (sight.shows_consent or place.sharing == "open"):
        pair.theirs, pair.has_theirs, pair.asks = gift, True, None
    elif outcome == "requested":
        pair.asks = place
    first, second = sorted((decided.me.id, place.subject_id))
    if (place.event_id, first, second) not in decided.meetings:
        at = min(sight.scanned_at, now()) if is_believable(place, sight.scanned_at) else now()
        decided.meetings[place.event_id, first, second] = Meeting(place, sight.how, at)
