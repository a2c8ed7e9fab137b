"""Search in the list of an event with 50,000 people, beside a bare query over the same index."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from sqlalchemy import insert, text

from eventnet import create_app
from eventnet.codes import new_code
from eventnet.config import Settings
from eventnet.db import db, reading
from eventnet.events import finding
from eventnet.events.models import Attendee, Event
from eventnet.organising.guests import Guests
from eventnet.people.models import Person
from tests.bench import report
from tests.bench.storage import SQLITE, storage
from tests.bench.world import _events
from tests.databases import SECRET_KEY

PEOPLE = 50_000
ROUNDS = 15
TARGET = 0.3  # seconds; more feels slow
QUERIES = {"a name": "lukasz 4711", "a common word": "strasse", "nobody": "xyzzy"}
BARE = text("SELECT id FROM attendee WHERE event_id = :event AND folded LIKE :like ORDER BY folded, id LIMIT 26")


def main() -> None:
    with storage(SQLITE) as url, world(url) as event:
        for name, query in QUERIES.items():
            ours = _seconds(lambda query=query: Guests(event, query).rows)  # type: ignore[misc]
            like = {"event": event.id, "like": f"%{query.split()[-1]}%"}
            bare = _seconds(lambda like=like: db.session.execute(BARE, like).all())  # type: ignore[misc]
            words = f"{ours * 1000:.1f} ms, bare {bare * 1000:.1f} ms, of {PEOPLE:,} people"
            report.figure(f"search for {name}", words, ours <= TARGET)


@contextmanager
def world(url: str, people: int = PEOPLE) -> Iterator[Event]:
    with create_app(Settings(database_url=url, secret_key=SECRET_KEY)).app_context():
        event_id = _events()[0]
        _fill(event_id, people)
        db.session.commit()
        with reading():
            yield db.session.get_one(Event, event_id)
        db.session.remove()
        db.engine.dispose()


def _fill(event_id: int, people: int) -> None:
    named = [{"code": new_code(), "name": f"Łukasz No. {n}", "organisation": "Straßenbau"} for n in range(people)]
    ids = db.session.scalars(insert(Person).returning(Person.id), named).all()
    db.session.execute(
        insert(Attendee),
        [{"event_id": event_id, "person_id": id_, "handle": f"{n:05}"} for n, id_ in enumerate(ids)],
    )
    finding.fold_at(event_id)


def _seconds(run: Callable[[], object]) -> float:
    return median(_once(run) for _round in range(ROUNDS))


def _once(run: Callable[[], object]) -> float:
    db.session.rollback()
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
