"""Who could help whom among 5,000 people who let others find them, beside a bare query over the same index."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import insert, text

from eventnet import create_app
from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.config import Settings
from eventnet.db import db, reading
from eventnet.directory.helping import suggestions
from eventnet.directory.indexing import index
from eventnet.directory.models import Entry
from eventnet.directory.searching import Wish, find
from eventnet.events.models import Attendee, Event
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.bench import report
from tests.bench.search import _seconds
from tests.bench.storage import SQLITE, storage
from tests.bench.world import _events
from tests.databases import SECRET_KEY

PEOPLE, AT_ONCE = 5000, 500
TARGET = 0.3  # seconds
SUBJECTS = """
Python Internship Praktikum Lebenslauf Maschinenbau Patent Robotik Statistik Marketing Finanzierung
Energie Schweißen Datenanalyse Chemie Photonik Übersetzung Bewerbung Masterarbeit Steuerrecht Fotografie Welding
Turbines Logistik Optik Halbleiter Wasserstoff Batterien Hydraulik Kryptographie Typographie
"""
SUBJECT = SUBJECTS.split()
WORDS = ("help with {}", "somebody who explains {} to me", "Erfahrung mit {} und {}", "a look at {} and {}")
BARE = text(
    "SELECT entry_id, line, stem FROM directory_stem WHERE event_id = :event AND side = 'offer' AND head = :head"
)


def main() -> None:
    with storage(SQLITE) as url, world(url) as me:
        bare = _seconds(lambda: db.session.execute(BARE, {"event": me.event_id, "head": "pytho"}).all())
        ours = _seconds(lambda: suggestions(me))
        words = f"{ours * 1000:.1f} ms, bare {bare * 1000:.1f} ms (x{ours / bare:.0f}), of {PEOPLE:,} people"
        report.figure("suggestions", words, ours <= TARGET)
        for name, wish in (("a name", Wish("somebody 4711")), ("what they offer", Wish(offers="python"))):
            took = _seconds(lambda wish=wish: find(me, wish))  # type: ignore[misc]
            report.figure(f"people by {name}", f"{took * 1000:.1f} ms", took <= TARGET)


@contextmanager
def world(url: str, people: int = PEOPLE) -> Iterator[Attendee]:
    """One of them; with five lines on each side, as many as anybody may say."""
    with create_app(Settings(database_url=url, secret_key=SECRET_KEY)).app_context():
        event_id = _events()[0]
        for start in range(0, people, AT_ONCE):
            _fill(event_id, start, min(AT_ONCE, people - start))
        db.session.commit()
        with reading():
            place = Attendee.at(db.session.get_one(Event, event_id)).first()
            assert place is not None
            place.person.offers = [f"help with {subject}" for subject in SUBJECT[:5]]
            place.person.needs = [f"somebody for {subject}" for subject in SUBJECT[5:10]]
            yield place
        db.session.remove()
        db.engine.dispose()


def _fill(event_id: int, start: int, number: int) -> None:
    chance = random.Random(start)
    named = [
        {"code": new_code(), "name": f"Somebody No. {start + n}", "offers": _lines(chance), "needs": _lines(chance)}
        for n in range(number)
    ]
    ids = db.session.scalars(insert(Person).returning(Person.id), named).all()
    places = [{"event_id": event_id, "person_id": id_, "handle": f"{id_:05}", "claimed_at": now()} for id_ in ids]
    there = db.session.scalars(insert(Attendee).returning(Attendee.id), places).all()
    db.session.execute(insert(Entry), [{"attendee_id": id_, "event_id": event_id, "listed_at": now()} for id_ in there])
    index(Rows(Entry).where(Entry.attendee_id.in_(there)))
    db.session.flush()
    db.session.expunge_all()


def _lines(chance: random.Random) -> list[str]:
    return [chance.choice(WORDS).format(*chance.sample(SUBJECT, 2)) for _line in range(chance.randrange(2, 6))]


if __name__ == "__main__":
    main()
