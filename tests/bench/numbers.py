"""The day in numbers with 5,000 attendees and 30,000 exchanges, beside bare counts of the same rows."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import insert, text

from eventnet import create_app
from eventnet.clock import now
from eventnet.config import Settings
from eventnet.db import db, reading
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import Encounter, Scan
from eventnet.followup.models import Meeting, MeetingRequest, Outcome
from eventnet.organising.numbers import after
from eventnet.organising.numbers.today import today
from eventnet.people.models import Person
from tests.bench import report
from tests.bench.search import _seconds
from tests.bench.storage import POSTGRES, SQLITE, storage
from tests.bench.world import _events
from tests.databases import SECRET_KEY

PEOPLE, EXCHANGES = 5000, 30_000
TARGET = 0.3  # seconds
BARE = [
    text("SELECT count(*), count(arrived_at), count(claimed_at) FROM attendee WHERE event_id = :event"),
    text("SELECT count(*), min(met_at), max(met_at) FROM encounter WHERE event_id = :event"),
]
SAID = ("Python", "Internships", "CAD drawings", "Statistics", "a look at your thesis", "Test rigs", "Grant writing")


def main() -> None:
    for kind in (SQLITE, POSTGRES):
        with storage(kind) as url, world(url) as event:
            bare = _seconds(lambda event=event: [db.session.execute(one, {"event": event.id}).all() for one in BARE])  # type: ignore[misc]
            ours = _seconds(lambda event=event: today(event))  # type: ignore[misc]
            tell(kind, "today", ours, bare)
            later = event.ends_at + timedelta(days=90)
            tell(kind, "after", _seconds(lambda event=event, later=later: after.counted_until(event, later)), bare)  # type: ignore[misc]


def tell(kind: str, name: str, ours: float, bare: float) -> None:
    words = f"{ours * 1000:.0f} ms, bare counts {bare * 1000:.1f} ms, ratio {bare / ours:.2f}"
    report.figure(f"{name}, {kind}", words, ours <= TARGET if name == "today" else None)


@contextmanager
def world(url: str, people: int = PEOPLE, exchanges: int = EXCHANGES) -> Iterator[Event]:
    with create_app(Settings(database_url=url, secret_key=SECRET_KEY)).app_context():
        event = db.session.get_one(Event, _events()[0])
        fill(event, people, exchanges)
        db.session.commit()
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("ANALYZE"))
            db.session.commit()
        with reading():
            yield event
        db.session.remove()
        db.engine.dispose()


def fill(event: Event, people: int, exchanges: int, seed: int = 4) -> list[int]:
    """A day with two busy hours: who came, who met whom, and what came of it a month later if it is over."""
    chance = random.Random(seed)
    ids = _people(event, people, chance)
    pairs = set[tuple[int, int]]()
    while len(pairs) < exchanges:
        one, other = chance.choices(ids, weights=range(len(ids), 0, -1), k=2)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    met = [(pair, _busy(event, chance)) for pair in sorted(pairs)]
    rows = [{"event_id": event.id, "first_id": a, "second_id": b, "how": "live", "met_at": at} for (a, b), at in met]
    db.session.execute(insert(Encounter), rows)
    db.session.execute(insert(Scan), [_scan(event, number, a, at) for number, ((a, _b), at) in enumerate(met)])
    _ask(event, chance, chance.sample(met, min(len(met), people * 3 // 5)))
    return ids


def _people(event: Event, number: int, chance: random.Random) -> list[int]:
    said = [[chance.choice(SAID), chance.choice(SAID)] for _ in range(2 * number)]
    rows = [
        {"name": f"Somebody No. {n}", "offers": said[2 * n], "needs": said[2 * n + 1], "email_confirmed_at": now()}
        | {"email": f"somebody-{event.id}-{n}@example.org"}
        for n in range(number)
    ]
    ids = list(db.session.scalars(insert(Person).returning(Person.id), rows))
    came = [event.starts_at + timedelta(minutes=chance.expovariate(1 / 50)) for _ in ids]
    there = [
        {"event_id": event.id, "person_id": id_, "handle": f"{n:05}", "claimed_at": at, "arrived_at": at}
        for n, (id_, at) in enumerate(zip(ids, came, strict=True))
    ]
    db.session.execute(insert(Attendee), there)
    return ids[: number * 9 // 10]  # the others meet nobody


def _busy(event: Event, chance: random.Random) -> datetime:
    last = min(now(), event.ends_at)
    share = min(abs(chance.choice((chance.gauss(0.3, 0.12), chance.gauss(0.75, 0.1)))), 0.99)
    return event.starts_at + share * (last - event.starts_at)


def _scan(event: Event, number: int, scanner: int, at: datetime) -> dict[str, object]:
    seen = {"scanner_id": scanner, "uuid": f"{event.id}-{number}", "event_id": event.id, "how": "live"}
    return seen | {"outcome": "given", "scanned_at": at, "received_at": at + timedelta(milliseconds=80)}


def _ask(event: Event, chance: random.Random, met: list[tuple[tuple[int, int], datetime]]) -> None:
    asked = [_request(event, chance, *one) for one in met]
    ids = list(db.session.scalars(insert(MeetingRequest).returning(MeetingRequest.id), asked))
    agreed = [(id_, row) for id_, row in zip(ids, asked, strict=True) if row["answer"] == "accepted"]
    meetings = [_meeting(chance, id_, row) for id_, row in agreed]
    found = list(db.session.scalars(insert(Meeting).returning(Meeting.id), meetings)) if meetings else []
    said = [
        {
            "meeting_id": id_,
            "person_id": row["sender_id"],
            "held": chance.random() < 0.9,
            "said_at": meeting["starts_at"],
        }
        for id_, (_request_id, row), meeting in zip(found, agreed, meetings, strict=True)
    ]
    if said:
        db.session.execute(insert(Outcome), said)


def _request(event: Event, chance: random.Random, pair: tuple[int, int], at: datetime) -> dict[str, object]:
    answer = chance.choice(("accepted", "accepted", "declined", None))
    sent = at + timedelta(hours=2)
    asked = {"event_id": event.id, "sender_id": pair[0], "recipient_id": pair[1], "ask": "?", "place": "Café"}
    times = {"zone": event.zone, "sent_at": sent, "expires_at": sent + timedelta(days=14)}
    answered = {"answer": answer, "answered_at": sent + timedelta(hours=5) if answer else None}
    return asked | times | answered


def _meeting(chance: random.Random, request: int, row: dict[str, object]) -> dict[str, object]:
    sent = row["sent_at"]
    assert isinstance(sent, datetime)
    starts = sent + timedelta(days=chance.expovariate(1 / 12))
    where = {
        "request_id": request,
        "place": "Café",
        "zone": row["zone"],
        "minutes": 30,
        "uid": f"{request}@example.org",
    }
    return where | {"starts_at": starts, "starts_wall": starts.replace(tzinfo=None), "agreed_at": sent}
