"""The cast: Ada and Ben attend, Cleo has a stand, Dora organises, Eve is a stranger, Otto organises elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, insert, select
from sqlalchemy.orm import joinedload

from eventnet.db import db, reading
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee, Event, Membership, Organiser
from eventnet.people.models import Person
from eventnet.people.signin import start_device

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)  # a Thursday, half past ten in Leipzig, in the middle of the career day


@dataclass
class Cast:
    """Everybody, and the two events. Ada, Ben and Cleo are at `event`; Eve is at none; Otto runs `elsewhere`."""

    ada: Person
    ben: Person
    cleo: Person
    dora: Person
    eve: Person
    otto: Person
    event: Event
    elsewhere: Event

    def at(self, person: Person, event: Event | None = None) -> Attendee:
        found = Attendee.at(event or self.event).where(Attendee.person_id == person.id).first()
        assert found is not None
        return found


def make_person(name: str, **more: object) -> Person:
    email = f"{name.split()[0].lower()}@example.org"
    person = Person(name=name, email=email, email_confirmed_at=NOW - timedelta(days=30), **more)
    db.session.add(person)
    db.session.flush()
    return person


def make_event(
    owner: Person, slug: str, name: str, starts: datetime = NOW - timedelta(hours=1), **more: object
) -> Event:
    organiser = Organiser(name=f"{name} office")
    db.session.add(organiser)
    db.session.flush()
    db.session.add(Membership(organiser_id=organiser.id, person_id=owner.id, role="owner"))
    ends = starts + timedelta(hours=8)
    values: dict[str, object] = {
        "kind": "career_day",
        "place": "Neues Augusteum, Leipzig",
        "zone": BERLIN,
        "starts_at": starts,
        "ends_at": ends,
        "starts_wall": starts.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None),
        "ends_wall": ends.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None),
        "languages": ["en", "de"],
        "join_policy": "open",
        "controller": "University of Leipzig, Augustusplatz 10, 04109 Leipzig",
        "privacy_contact": "privacy@example.org",
    }
    event = Event(organiser=organiser, slug=slug, name=name, **(values | more))
    db.session.add(event)
    db.session.flush()
    return event


def make_cast() -> Cast:
    ada = make_person("Ada Lindqvist", headline="Mechanical engineering, 5th term", organisation="Leipzig University")
    ben = make_person("Ben Okafor", headline="Head of test rigs", organisation="Railworks", language="de")
    cleo = make_person("Cleo Brandt", headline="Recruiting", organisation="Stadtwerke")
    dora, eve, otto = make_person("Dora Meyer"), make_person("Eve Adler"), make_person("Otto Kern")
    event = make_event(dora, "career-day", "Career Day Leipzig")
    elsewhere = make_event(otto, "elsewhere", "Congress Elsewhere")
    add_attendee(event, ada).claimed_at = NOW
    add_attendee(event, ben).claimed_at = NOW
    add_attendee(event, cleo, role="exhibitor").claimed_at = NOW
    db.session.commit()
    return Cast(ada, ben, cleo, dora, eve, otto, event, elsewhere)


_rows: list[tuple[Table, list[dict[str, Any]]]] = []  # of the first cast of this process


def the_cast() -> Cast:
    """The same as `make_cast`, for every test after the first from rows that are only put back, which is faster."""
    if not _rows:
        make_cast()
        found = [(table, db.session.execute(select(table)).mappings().all()) for table in db.metadata.sorted_tables]
        _rows.extend((table, [dict(row) for row in rows]) for table, rows in found if rows)
    else:
        for table, rows in _rows:
            db.session.execute(insert(table), rows)
    people = {person.name.split()[0].lower(): person for person in db.session.scalars(select(Person))}
    events = {event.slug: event for event in db.session.scalars(select(Event).options(joinedload(Event.organiser)))}
    db.session.commit()
    return Cast(**people, event=events["career-day"], elsewhere=events["elsewhere"])


def sign_in(client: FlaskClient, person: Person) -> FlaskClient:
    """A device of this person, as if its digits had been typed."""
    entry = start_device(person, "Test browser")
    db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = entry.secret
        session["_fresh"] = True
        session["language"] = person.language
    return client


def session_cookie(app: Flask, person: Person) -> tuple[str, str]:
    """Name and value of the cookie that a signed-in browser of this person holds."""
    name = app.config["SESSION_COOKIE_NAME"]
    db.session.commit()
    with reading(False):
        client = sign_in(app.test_client(), person)
        db.session.commit()
    cookie = client.get_cookie(name)
    assert cookie is not None
    return name, cookie.value
