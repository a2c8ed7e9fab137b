"""People enough that no limit of an account ever bites, and the requests that their phones send.

Singles scan each other at one event, batchers at six (17 of a batch at each), readers are scanned by nobody.
"""

import json
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from flask import Flask
from sqlalchemy import insert, text

from eventnet import create_app
from eventnet.clock import now
from eventnet.codes import ALPHABET, fingerprint, new_code, new_secret
from eventnet.config import Settings
from eventnet.db import db
from eventnet.events.models import Attendee, Event, Organiser
from eventnet.exchange import livecode
from eventnet.people.models import Device, Person
from eventnet.web.sessions import WEEK
from tests.databases import SECRET_KEY

BATCH, EVENTS_OF_A_BATCH = 100, 6


@dataclass
class Somebody:
    id: int
    code: str
    secret: str
    cookie: str = ""
    badges: list[tuple[str, bytes]] = field(default_factory=list)  # one an event, with its key


@dataclass
class World:
    app: Flask
    singles: list[Somebody]
    batchers: list[Somebody]
    readers: list[Somebody]

    @property
    def everybody(self) -> list[Somebody]:
        return [*self.singles, *self.batchers, *self.readers]

    def scan(self, number: int) -> bytes:
        """Nobody scans the same person twice, and everybody has a turn before the next one of anybody."""
        turn, here = divmod(number, len(self.singles))
        there = self.singles[(here + 1 + turn) % len(self.singles)]
        return post(self.singles[here], [(there.badges[0], now())])

    def batch(self, number: int) -> bytes:
        turn, here = divmod(number, len(self.batchers))
        first = here + 1 + turn * BATCH
        others = [self.batchers[(first + j) % len(self.batchers)] for j in range(BATCH)]
        at = now()
        return post(self.batchers[here], [(one.badges[j % EVENTS_OF_A_BATCH], at) for j, one in enumerate(others)])

    def reader(self, number: int) -> Somebody:
        return self.readers[number % len(self.readers)]


class Supply:
    """Requests made beforehand, so that making them costs nothing while it is measured; what was not sent stays."""

    def __init__(self, make: Callable[[int], bytes]) -> None:
        self.make, self.made, self.ready = make, 0, deque[bytes]()

    def fill(self, number: int) -> "Supply":
        while len(self.ready) < number:
            self.ready.append(self.make(self.made))
            self.made += 1
        return self

    def __iter__(self) -> Iterator[bytes]:
        while self.ready:
            yield self.ready.popleft()


def make_world(url: str, singles: int, batchers: int, readers: int) -> World:
    app = create_app(Settings(database_url=url, secret_key=SECRET_KEY, base_url="http://127.0.0.1"))
    with app.app_context():
        events = _events()
        groups = [_people(singles, events[:1]), _people(batchers, events[1:]), _people(readers, events[:1])]
        db.session.commit()
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("ANALYZE person, device, attendee"))  # as its autovacuum does within a minute
            db.session.commit()
        db.session.remove()
        db.engine.dispose()
    for one in (one for group in groups for one in group):
        one.cookie = cookie_of(app, one.secret)
    return World(app, *groups)


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]).encode()


def post(who: Somebody, codes: list[tuple[tuple[str, bytes], datetime]]) -> bytes:
    """What the phone's queue sends."""
    scans = [
        {
            "id": str(uuid4()),
            "code": f"HTTP://127.0.0.1/P/{badge}.{livecode.proof(key, badge, at)}",
            "scanned_at": at.isoformat(),
        }
        for (badge, key), at in codes
    ]
    body = json.dumps({"scans": scans, "person": who.code}).encode()
    return post_json("/api/v1/scans", body, f"Cookie: {who.cookie}", "Origin: http://127.0.0.1", "X-Eventnet: 1")


def post_json(path: str, body: bytes, *headers: str) -> bytes:
    head = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", *headers]
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body


def _events() -> list[int]:
    organiser = Organiser(name="Career service")
    db.session.add(organiser)
    db.session.flush()
    starts, ends = now() - timedelta(hours=3), now() + timedelta(hours=6)
    walls = {"starts_wall": starts.replace(tzinfo=None), "ends_wall": ends.replace(tzinfo=None), "zone": "UTC"}
    events = [
        Event(
            **(walls | {"slug": f"day-{number}", "name": f"Career day {number}", "kind": "career_day"}),
            **{"organiser_id": organiser.id, "place": "Main hall", "starts_at": starts, "ends_at": ends},
            **{
                "languages": ["en"],
                "join_policy": "open",
                "controller": "University",
                "privacy_contact": "a@b.example",
            },
        )
        for number in range(EVENTS_OF_A_BATCH + 1)
    ]
    db.session.add_all(events)
    db.session.flush()
    return [event.id for event in events]


def _people(number: int, events: list[int]) -> list[Somebody]:
    named = [{"code": new_code(), "name": f"Somebody No. {n}", "headline": "Engineering"} for n in range(number)]
    claims = [one | {"email": f"{one['code']}@example.org", "email_confirmed_at": now()} for one in named]
    added = db.session.execute(insert(Person).returning(Person.id, Person.code), claims)
    people = [Somebody(id, code, new_secret()) for id, code in added]
    devices = [{"person_id": one.id, "fingerprint": fingerprint(one.secret, "device")} for one in people]
    db.session.execute(insert(Device), devices)
    for event in events:
        for one in people:
            one.badges.append((new_code(), secrets.token_bytes(32)))
        db.session.execute(insert(Attendee), [_attendee(event, one) for one in people])
    return people


def _attendee(event: int, one: Somebody) -> dict[str, object]:
    badge, key = one.badges[-1]
    handle = "".join(ALPHABET[(one.id >> shift) & 31] for shift in (15, 10, 5, 0))
    known = {"event_id": event, "person_id": one.id, "badge": badge, "live_key": key, "handle": handle}
    return known | {"claimed_at": now()}


def cookie_of(app: Flask, secret: str) -> str:
    """What the browser has after signing in."""
    signing = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    session = {"_user_id": secret, "_fresh": True, "_permanent": True, "language": "en"}
    session["week"] = int(now().timestamp()) // WEEK
    return f"{app.config['SESSION_COOKIE_NAME']}={signing.dumps(session)}"
