"""Small worlds of people who come, meet, ask and meet again, made to tell of single people if anything can."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import delete, insert

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import Encounter
from eventnet.followup.models import Meeting, MeetingRequest, Outcome
from eventnet.people.models import Person
from tests.cast import NOW

STARTS = NOW - timedelta(hours=1)
WORDS = ("Python", "Statistics", "Welding")
STAGES = ("sent", "answered", "agreed", "held")
Pair = tuple[int, int]


@dataclass
class Crowd:
    """Everybody by number; `met` at a minute of the first hour, `asked` how far it came and after how many days."""

    joined: list[bool]
    arrived: list[bool]
    offers: list[list[str]]
    needs: list[list[str]]
    met: dict[Pair, int] = field(default_factory=dict)
    asked: dict[Pair, tuple[str, int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.joined)

    def without(self, one: int) -> "Crowd":
        """As if this person had never been."""
        kept = [at for at in range(self.size) if at != one]
        lists = ([each[at] for at in kept] for each in (self.joined, self.arrived, self.offers, self.needs))
        pairs = (
            {(kept.index(a), kept.index(b)): value for (a, b), value in each.items() if one not in (a, b)}
            for each in (self.met, self.asked)
        )
        return Crowd(*lists, *pairs)

    def store(self, event: Event) -> None:
        ids = _insert(Person, [self._person(at) for at in range(self.size)])
        _insert(Attendee, [self._attendee(event, at, ids) for at in range(self.size)])
        _insert(Encounter, [_encounter(event, ids, *one) for one in self.met.items()])
        requests = [_request(event, ids, pair, stage) for pair, (stage, _days) in self.asked.items()]
        asked = dict(zip(self.asked, _insert(MeetingRequest, requests), strict=True))
        agreed = [pair for pair, (stage, _days) in self.asked.items() if stage in ("agreed", "held")]
        meetings = _insert(Meeting, [self._meeting(event, asked[pair], pair) for pair in agreed])
        held = [
            {"meeting_id": id_, "person_id": ids[pair[0]], "held": True, "said_at": NOW + timedelta(days=90)}
            for pair, id_ in zip(agreed, meetings, strict=True)
            if self.asked[pair][0] == "held"
        ]
        _insert(Outcome, held)

    @staticmethod
    def forget() -> None:
        """Everybody is gone again, with what was theirs."""
        db.session.execute(delete(Person).where(Person.name.startswith("Guest ")))

    def _person(self, at: int) -> dict[str, Any]:
        return {"name": f"Guest {at}", "offers": self.offers[at], "needs": self.needs[at]}

    def _attendee(self, event: Event, at: int, ids: list[int]) -> dict[str, Any]:
        came = {"claimed_at": STARTS if self.joined[at] else None, "arrived_at": STARTS if self.arrived[at] else None}
        return {"event_id": event.id, "person_id": ids[at], "handle": f"H{at:03}"} | came

    def _meeting(self, event: Event, request: int, pair: Pair) -> dict[str, Any]:
        starts = STARTS + timedelta(minutes=self.met.get(pair, 0), days=self.asked[pair][1])
        where = {"request_id": request, "place": "Café", "zone": event.zone, "minutes": 30, "uid": f"{request}@x"}
        return where | {"starts_at": starts, "starts_wall": starts.replace(tzinfo=None), "agreed_at": NOW}


def _encounter(event: Event, ids: list[int], pair: Pair, minute: int) -> dict[str, Any]:
    first, second = sorted(ids[at] for at in pair)
    met_at = STARTS + timedelta(minutes=minute)
    return {"event_id": event.id, "first_id": first, "second_id": second, "how": "live", "met_at": met_at}


def _request(event: Event, ids: list[int], pair: Pair, stage: str) -> dict[str, Any]:
    of = {"event_id": event.id, "sender_id": ids[pair[0]], "recipient_id": ids[pair[1]], "ask": "?", "place": "Café"}
    answered: dict[str, datetime | str | None] = {"answer": None, "answered_at": None}
    if stage != "sent":
        answered = {"answer": "accepted" if stage in ("agreed", "held") else "declined", "answered_at": NOW}
    return of | answered | {"zone": event.zone, "sent_at": NOW, "expires_at": NOW + timedelta(days=14)}


def _insert(model: Any, rows: list[dict[str, Any]]) -> list[int]:
    return (
        list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows)) if rows else []
    )


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    """Around five of everything, as that is where it could break."""
    size = draw(st.integers(0, 13))
    some = st.lists(st.booleans(), min_size=size, max_size=size)
    words = st.lists(st.lists(st.sampled_from(WORDS), max_size=2, unique=True), min_size=size, max_size=size)
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    met = draw(st.dictionaries(st.sampled_from(pairs), st.integers(0, 59), max_size=24)) if pairs else {}
    stages = st.tuples(st.sampled_from(STAGES), st.sampled_from([1, 10, 20, 40, 70]))
    asked = draw(st.dictionaries(st.sampled_from(sorted(met)), stages, max_size=16)) if met else {}
    return Crowd(draw(some), draw(some), draw(words), draw(words), met, asked)


def crowd(size: int, exchanges: int = 0) -> Crowd:
    """Everybody has joined and arrived; the first pairs have met, one a minute."""
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)][:exchanges]
    empty: list[list[str]] = [[] for _ in range(size)]
    return Crowd([True] * size, [True] * size, empty, empty, {pair: n % 60 for n, pair in enumerate(pairs)})
