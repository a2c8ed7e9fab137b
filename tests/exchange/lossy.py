"""A network that loses, repeats and reorders what phones hand in; a congress that hands in a lot over it."""

import random
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from threading import Lock
from typing import Any

from flask import Flask

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee, Event
from eventnet.people.models import Person
from tests.browsing import Live
from tests.cast import make_event
from tests.exchange import scans

LOST, DROPPED, REPEATED, HELD_BACK = 0.05, 0.30, 0.15, 0.15
EVENTS, SUBJECTS, A_MINUTE = 6, 6, 20
WORDS = ("bearings", "a tour of the rig", "the paper on wear", "who to ask", "next spring")


class LossyNetwork:
    """In front of POST /api/v1/scans. A lost answer is lost after the server has committed; a request that is held
    back arrives once more, after later ones."""

    def __init__(self, app: Flask, seed: int) -> None:
        self.inner, app.wsgi_app = app.wsgi_app, self  # type: ignore[method-assign]
        self.chance, self.lock = random.Random(seed), Lock()
        self.held: list[dict[str, Any]] = []
        self.seen: list[dict[str, Any]] = []
        self.count = {"asked": 0, "lost": 0, "dropped": 0, "repeated": 0, "late": 0}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/api/v1/scans":
            return self.inner(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        request = environ | {"eventnet.body": body}
        self.seen.append(request)
        if self.happens("lost", LOST):
            return cut(environ)
        if self.happens("repeated", REPEATED):
            self.deliver(request)
        if self.happens("late", HELD_BACK):
            self.held.append(request)
        answer = list(self.inner(again(request), start_response))
        self.deliver_one_of_the_held()
        return cut(environ) if self.happens("dropped", DROPPED) else answer

    def happens(self, what: str, probability: float) -> bool:
        with self.lock:
            self.count["asked"] += what == "lost"
            it_does = self.chance.random() < probability
            self.count[what] += it_does
            return it_does

    def deliver(self, request: dict[str, Any]) -> None:
        list(self.inner(again(request), lambda _status, _headers, _error=None: lambda _bytes: None))

    def deliver_one_of_the_held(self) -> None:
        with self.lock:
            request = self.held.pop(self.chance.randrange(len(self.held))) if len(self.held) > 4 else None
        if request:
            self.deliver(request)

    def deliver_once_more(self, number: int) -> None:
        for request in self.chance.sample(self.seen, number):
            self.deliver(request)


def again(request: dict[str, Any]) -> dict[str, Any]:
    return request | {"wsgi.input": BytesIO(request["eventnet.body"])}


def cut(environ: dict[str, Any]) -> Iterable[bytes]:
    """The phone hears nothing: the connection ends."""
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


@dataclass
class Planned:
    """One scan, with what is noted while it is on its way."""

    scanner: int
    subject: int
    is_live: bool
    notes: list[dict[str, str]]
    id: str = ""

    @property
    def noted(self) -> dict[str, str]:
        return {name: words for note in self.notes for name, words in note.items()}


@dataclass
class Congress:
    """Scanners who meet everybody; each event has subjects of its own, so that a pair meets at one event."""

    live: Live
    seed: int
    size: int
    scanners: list[Person] = field(default_factory=list)
    subjects: list[list[Attendee]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        with reading(False):
            self.scanners = [self._person("Scanner", number) for number in range(self.size)]
            for number in range(EVENTS):
                self._hold_event(make_event(self.live.cast.dora, f"hall-{number}", f"Hall {number}"), number)
            db.session.commit()

    def runs_of(self, scanner: int, number: int) -> list[list[Planned]]:
        """A run is a handful of scans; those of one event stay within what one account may do in a minute."""
        places = [event for event in range(EVENTS) for _scan in range(A_MINUTE)]
        self.chance.shuffle(places)
        runs = []
        for _run in range(number):
            several = min(self.chance.choice((1, 2, 2, 3)), len(places))
            runs.append([self._planned(scanner, places.pop()) for _scan in range(several)])
        return runs

    def code(self, planned: Planned) -> str:
        attendee = self._by_id[planned.subject]
        code = scans.live(attendee) if planned.is_live else scans.badge(attendee)
        return "/" + code.split("/", 3)[3]

    def _planned(self, scanner: int, event: int) -> Planned:
        subject = self.chance.choice(self.subjects[event])
        notes = [
            {self.chance.choice(("text", "mine", "theirs")): self.chance.choice(WORDS)}
            for _note in range(self.chance.choice((0, 0, 0, 0, 0, 1, 1, 2)))
        ]
        return Planned(scanner, subject.id, self.chance.random() < 0.5, notes)

    def _hold_event(self, event: Event, number: int) -> None:
        for scanner in self.scanners:
            add_attendee(event, scanner).claimed_at = now()
        found = [add_attendee(event, self._person(f"Subject{number}", each)) for each in range(SUBJECTS)]
        db.session.flush()
        for attendee in found:
            attendee.claimed_at = now()
            scans.live(attendee)
        self.subjects.append(found)

    def name(self, person_id: int) -> str:
        return db.session.get_one(Person, person_id).name

    def pair(self, planned: Planned) -> tuple[int, int]:
        return self.scanners[planned.scanner].id, self._by_id[planned.subject].person_id

    @property
    def _by_id(self) -> dict[int, Attendee]:
        return {attendee.id: attendee for found in self.subjects for attendee in found}

    def _person(self, kind: str, number: int) -> Person:
        name = f"{kind}-{number}"
        person = Person(name=name, email=f"{name.lower()}@example.org", email_confirmed_at=now() - timedelta(days=9))
        db.session.add(person)
        db.session.flush()
        return person
