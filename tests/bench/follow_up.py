"""The evening of an event with 10,000 people who hold 200,000 cards: its letters, and the Follow-up page meanwhile."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

import time_machine
from flask import Flask
from sqlalchemy import insert, select, text

from eventnet import create_app
from eventnet.care.rhythm.models import CHOICES, Rhythm
from eventnet.clock import now
from eventnet.codes import fingerprint, new_code, new_secret
from eventnet.config import Settings
from eventnet.db import begin_writing, db, reading
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import Contact, Encounter, Note, Promise
from eventnet.followup.models import MeetingRequest
from eventnet.mail import worker
from eventnet.mail.models import Letter
from eventnet.people.models import Device, Person
from tests.bench import report
from tests.bench.checks import counting
from tests.bench.search import _seconds
from tests.bench.storage import POSTGRES, SQLITE, storage
from tests.bench.world import _events, cookie_of
from tests.databases import SECRET_KEY

PEOPLE, MET = 10_000, 20  # each holds so many cards
ROWS = 20_000  # in one statement
BARE = text(
    "SELECT contact.code, person.name FROM contact JOIN person ON person.id = contact.subject_id "
    "WHERE contact.owner_id = :owner ORDER BY contact.given_at DESC LIMIT 50"
)


@dataclass
class Run:
    """What all that is due now took: how many letters it wrote, in how many statements and seconds."""

    letters: int
    statements: int
    seconds: float


def main() -> None:
    for kind in (SQLITE, POSTGRES):
        with storage(kind) as url, world(url) as (app, event):
            tell_page(kind, app)
            with time_machine.travel(event.ends_at + timedelta(hours=3)):
                _tell_run(f"evening letters, {kind}", run_due(app, "evening"))
            with time_machine.travel(sunday_evening(event) - timedelta(days=1)):
                run_due(app, "weekly")  # everybody's next day is known from now on
            with time_machine.travel(sunday_evening(event)):
                _tell_run(f"weekly letters, {kind}", run_due(app, "weekly"))


def tell_page(kind: str, app: Flask) -> None:
    owner, cookie = _somebody(app)
    client = app.test_client(use_cookies=False)
    bare = _seconds(lambda: db.session.execute(BARE, {"owner": owner}).all())
    ours = _seconds(lambda: client.get("/follow-up", headers={"Cookie": cookie}))
    number = len(page_of_somebody(app))
    words = f"{ours * 1000:.1f} ms, bare {bare * 1000:.1f} ms, {number} statements, {PEOPLE * MET:,} cards in all"
    report.figure(f"Follow-up page, {kind}", words)


def _tell_run(name: str, run: Run) -> None:
    assert run.letters, "nothing was written"
    each = f"{run.seconds / run.letters * 1000:.1f} ms and {run.statements / run.letters:.2f} statements each"
    report.figure(name, f"{run.letters:,} in {run.seconds:.0f} s, {each}")


def _somebody(app: Flask) -> tuple[int, str]:
    """The id of one of them, and the cookie of their browser."""
    begin_writing()  # the page that was looked at before only read
    owner, secret = db.session.scalars(select(Person.id).limit(1)).one(), new_secret()
    db.session.add(Device(person_id=owner, fingerprint=fingerprint(secret, "device")))
    db.session.commit()
    return owner, cookie_of(app, secret)


def page_of_somebody(app: Flask) -> list[str]:
    """What one look at the Follow-up page asks of the database."""
    _owner, cookie = _somebody(app)
    with counting(app) as seen:
        answer = app.test_client(use_cookies=False).get("/follow-up", headers={"Cookie": cookie})
        assert answer.status_code == 200, answer.text
    return [statement for statement in seen if not statement.startswith("BEGIN")]


def run_due(app: Flask, kind: str) -> Run:
    """One look of the worker, without a mail server: letters are written, and wait."""
    app.extensions["mail"] = None
    db.session.commit()
    began = perf_counter()
    with counting(app) as seen, reading(False):
        worker.run_once(app)
    took = perf_counter() - began
    db.session.rollback()
    return Run(db.session.query(Letter).where(Letter.kind == kind).count(), len(seen), took)


def sunday_evening(event: Event) -> datetime:
    """Of a week a year later, when all rhythms are due."""
    later = event.ends_at.replace(hour=21) + timedelta(days=400)
    return later + timedelta(days=6 - later.weekday())


@contextmanager
def world(url: str, people: int = PEOPLE, met: int = MET) -> Iterator[tuple[Flask, Event]]:
    app = create_app(Settings(database_url=url, secret_key=SECRET_KEY, base_url="http://127.0.0.1"))
    with app.app_context():
        event = db.session.get_one(Event, _events()[0])
        fill(event, people, met)
        db.session.commit()
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("ANALYZE"))
            db.session.commit()
        yield app, event
        db.session.remove()
        db.engine.dispose()


def fill(event: Event, people: int, met: int, seed: int = 5) -> None:
    """Everybody stands in a ring and meets the next ones; some wrote a line, some promised, some asked to meet."""
    chance = random.Random(seed)
    ids = _people(event, people)
    pairs = [(ids[n], ids[(n + step) % people]) for n in range(people) for step in range(1, met // 2 + 1)]
    both = [*pairs, *((b, a) for a, b in pairs)]
    at = event.starts_at + timedelta(hours=1)
    _insert(
        Encounter,
        ({"event_id": event.id, "first_id": min(p), "second_id": max(p), "how": "live", "met_at": at} for p in pairs),
    )
    _insert(Contact, (_contact(event, owner, subject, at) for owner, subject in both))
    _insert(
        Note,
        (
            {"owner_id": a, "subject_id": b, "text": "Their new test rig"}
            for a, b in chance.sample(both, len(both) // 4)
        ),
    )
    _insert(Promise, (_promise(chance, a, b) for a, b in chance.sample(both, len(both) // 10)))
    _insert(
        Rhythm,
        (
            {"owner_id": a, "subject_id": b, "every": chance.choice(CHOICES)}
            for a, b in chance.sample(both, len(both) // 4)
        ),
    )
    _insert(MeetingRequest, (_request(event, a, b) for a, b in chance.sample(pairs, len(pairs) // 10)))


def _people(event: Event, number: int) -> list[int]:
    named = [
        {"code": new_code(), "name": f"Somebody No. {n}", "email": f"s{n}@example.org", "email_confirmed_at": now()}
        for n in range(number)
    ]
    ids = list(db.session.scalars(insert(Person).returning(Person.id), named))
    places = ({"event_id": event.id, "person_id": id_, "handle": f"{id_:05}", "claimed_at": now()} for id_ in ids)
    _insert(Attendee, places)
    return ids


def _insert(model: type, rows: Iterator[dict[str, object]]) -> None:
    found = list(rows)
    for start in range(0, len(found), ROWS):
        db.session.execute(insert(model), found[start : start + ROWS])


def _contact(event: Event, owner: int, subject: int, at: datetime) -> dict[str, object]:
    given = {"owner_id": owner, "subject_id": subject, "event_id": event.id, "code": new_code(), "given_at": at}
    return given | {"how": "live", "fields": ["email"], "consent_text": "1"}


def _promise(chance: random.Random, owner: int, subject: int) -> dict[str, object]:
    direction = chance.choice(("mine", "theirs"))
    return {"owner_id": owner, "subject_id": subject, "code": new_code(), "direction": direction, "text": "The paper"}


def _request(event: Event, sender: int, recipient: int) -> dict[str, object]:
    asked = {"event_id": event.id, "sender_id": sender, "recipient_id": recipient, "ask": "?", "place": "Café"}
    times = {"zone": event.zone, "code": new_code(), "delivered_at": now(), "expires_at": now() + timedelta(days=14)}
    return asked | times


if __name__ == "__main__":
    main()
