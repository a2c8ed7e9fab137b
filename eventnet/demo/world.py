"""A small credible world, made with the rooms' own verbs, so that nothing in it could not have happened."""

from datetime import datetime, time, timedelta

from sqlalchemy import update

from eventnet.clock import now
from eventnet.db import db
from eventnet.demo import faces, story
from eventnet.demo.cast import CAST, DORA, Somebody
from eventnet.demo.guide import welcome
from eventnet.demo.past import HOUR, ZONE, at
from eventnet.demo.story import World
from eventnet.events import founding
from eventnet.events.models import Event, Membership, Organiser
from eventnet.mail.models import Letter
from eventnet.people import phones, profile
from eventnet.people.models import Device, Person
from eventnet.people.photos import to_webp
from eventnet.people.signin import start_device
from eventnet.rows import Rows
from eventnet.walltime import moment_of, wall_of

ABOUT = {
    "alumni": "An evening for everybody who studied here. There is soup.",
    "career_day": "Forty companies, twelve mentors, two lecture halls. Bring your phone, and no paper.",
}


def fill() -> None:
    """Only into an empty database, and never over what somebody tried out."""
    if Rows(Person).any():
        return
    wall = wall_of(now(), ZONE)
    with at(now() - timedelta(days=60)):
        people = {one.key: _person(one) for one in (DORA, *CAST)}
        organiser = _organiser(people["dora"])
        world = World(people, _evening(organiser, wall), _today(organiser, wall))
    story.tell(world)
    _tidy_up(world)


def _person(one: Somebody) -> Person:
    person = Person(
        email=one.email,
        email_confirmed_at=now(),
        name=one.name,
        pronouns=one.pronouns,
        headline=one.headline,
        organisation=one.organisation,
        about=one.about,
        phone=phones.normalise(one.phone) if one.phone else "",
        languages=list(one.speaks),
        offers=list(one.offers),
        needs=list(one.needs),
        language=one.language,
    )
    db.session.add(person)
    for network, typed in one.links.items():
        profile.set_link(person, network, typed)
    if one.look:
        profile.set_photo(person, to_webp(faces.draw(one.look)))
    start_device(person, "Phone")
    return person


def _organiser(owner: Person) -> Organiser:
    organiser = Organiser(name="Career Service, Leipzig University")
    db.session.add(organiser)
    db.session.flush()
    db.session.add(Membership(organiser_id=organiser.id, person_id=owner.id, role="owner"))
    return organiser


def _evening(organiser: Organiser, wall: datetime) -> Event:
    """A month ago."""
    starts = moment_of(datetime.combine(wall.date() - timedelta(days=30), time(18)), ZONE)
    return _event(organiser, "Alumni Evening", "alumni", "Paulinum, Leipzig", starts, starts + 4 * HOUR)


def _today(organiser: Organiser, wall: datetime) -> Event:
    """From nine to six, and in any case going on right now, since two hours at least."""
    hour = moment_of(wall, ZONE).replace(minute=0, second=0, microsecond=0)
    starts = min(moment_of(datetime.combine(wall.date(), time(9)), ZONE), hour - 2 * HOUR)
    ends = max(moment_of(datetime.combine(wall.date(), time(18)), ZONE), hour + 4 * HOUR)
    return _event(organiser, "Career Day Leipzig", "career_day", "Neues Augusteum, Leipzig", starts, ends)


def _event(organiser: Organiser, name: str, kind: str, place: str, starts: datetime, ends: datetime) -> Event:
    event = founding.found(
        organiser,
        {
            "name": name,
            "kind": kind,
            "place": place,
            "about": ABOUT[kind],
            "zone": ZONE,
            "starts_wall": wall_of(starts, ZONE),
            "starts_at": starts,
            "ends_wall": wall_of(ends, ZONE),
            "ends_at": ends,
            "languages": ["en", "de"],
            "join_policy": "open",
            "controller": "Leipzig University, Augustusplatz 10, 04109 Leipzig",
            "privacy_contact": "privacy@example.org",
            "privacy_url": "",
        },
    )
    db.session.flush()
    return event


def _tidy_up(world: World) -> None:
    """What was written in the past was sent in the past, and everybody's phone is here today."""
    db.session.flush()
    letters = update(Letter).where(Letter.sent_at.is_(None), Letter.due_at <= now())
    db.session.execute(letters.values(sent_at=Letter.due_at, tries=1))
    db.session.execute(update(Device).values(seen_at=world.today.starts_at))


__all__ = ["fill", "welcome"]
