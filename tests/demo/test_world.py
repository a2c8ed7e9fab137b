"""The demo world stands at any hour, holds what its guide promises, and never touches what is there already."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from eventnet import create_app
from eventnet.assets import PACKAGE
from eventnet.clock import as_of, now
from eventnet.config import Settings
from eventnet.db import db
from eventnet.demo import guide, world
from eventnet.events.joining import current_attendance
from eventnet.events.models import Attendee, Event
from eventnet.exchange.models import CardRequest, Contact, Encounter, Note
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.mail.models import Letter
from eventnet.people.models import Person, Photo
from eventnet.rows import Rows
from tests.smtp_server import deliver

NOON = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)


@pytest.fixture
def demo(settings: Settings) -> Iterator[Flask]:
    app = create_app(replace(settings, demo="1"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def ada(demo: Flask) -> Iterator[Person]:
    """Ada, in a world that was filled at noon."""
    with time_machine.travel(NOON, tick=False):
        world.fill()
        db.session.commit()
        yield person("ada")


def person(key: str) -> Person:
    found = Person.confirmed(f"{key}@example.org").first()
    assert found is not None
    return found


def test_the_career_day_is_full_of_people(ada: Person) -> None:
    attendance = current_attendance(ada)
    assert attendance is not None
    assert attendance.event.name == "Career Day Leipzig"
    assert attendance.event.has_on(now())
    assert Attendee.at(attendance.event).count() == 25
    assert {attendee.role for attendee in Attendee.at(attendance.event)} >= {"exhibitor", "mentor", "speaker", "crew"}
    assert Rows(Photo).count() >= 10


def test_ada_has_contacts_with_notes_and_one_who_waits(ada: Person) -> None:
    assert Contact.held_by(ada).count() >= 6
    assert Note.of(ada).count() == 4
    assert [request.asker.name for request in CardRequest.waiting_for(ada)] == ["Tomasz Zieliński"]


def test_encounters_add_up_over_two_events(ada: Person) -> None:
    met = [encounter.event.name for encounter in Encounter.between(ada, person("ben"))]
    assert met == ["Alumni Evening", "Career Day Leipzig"]


def test_meetings_lie_yesterday_and_tomorrow_and_requests_are_open_both_ways(ada: Person) -> None:
    yesterday, tomorrow = Meeting.of(ada).all()
    assert (now() - yesterday.ends_at).days == 0
    assert yesterday.ends_at < now() < tomorrow.starts_at
    assert not yesterday.outcomes
    unanswered = MeetingRequest.sent_by(ada).where(MeetingRequest.answer.is_(None))
    assert [request.recipient.name for request in unanswered] == ["Cleo Brandt"]
    assert [request.sender.name for request in MeetingRequest.seen_by(ada) if request.recipient_id == ada.id] == [
        "Amara Diallo"
    ]


def test_dora_runs_both_events(ada: Person) -> None:
    assert {event.name for event in Event.run_by(person("dora"), "owner")} == {"Alumni Evening", "Career Day Leipzig"}


def test_letters_of_the_past_were_sent_in_the_past(demo: Flask, ada: Person) -> None:
    letters = Rows(Letter).all()
    assert len(letters) >= 8
    assert all(letter.sent_at == letter.written_at <= now() for letter in letters)
    deliver(demo)
    assert not Rows(Letter).where(Letter.failed_at.is_not(None)).any()
    assert Rows(Letter).where(Letter.kind == "did_you_meet").count() == 2


def test_the_guide_names_everybody_once(demo: Flask, ada: Person) -> None:
    named = [one.person.name for one in guide.guides()] + [one.name for one in guide.others()]
    assert sorted(named) == sorted(one.name for one in Rows(Person))
    assert "http://localhost/demo" in guide.welcome()


def test_filling_again_changes_nothing(ada: Person) -> None:
    ada.headline = "Changed by somebody who tries"
    db.session.commit()
    world.fill()
    db.session.commit()
    assert Rows(Person).count() == 25
    assert ada.headline == "Changed by somebody who tries"


def test_a_database_that_is_in_use_is_never_filled(demo: Flask) -> None:
    db.session.add(Person(name="Eve"))
    db.session.commit()
    world.fill()
    assert Rows(Person).count() == 1


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 26, 23, 30, tzinfo=UTC),  # half past midnight in Leipzig
        datetime(2027, 3, 28, 2, 10, tzinfo=UTC),  # the clocks have just gone forward
        datetime(2026, 10, 25, 1, 10, tzinfo=UTC),  # and back
        datetime(2026, 12, 31, 22, 45, tzinfo=UTC),
    ],
)
def test_the_world_stands_at_any_hour(demo: Flask, moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        world.fill()
        attendance = current_attendance(person("ada"))
        assert attendance is not None
        assert attendance.event.has_on(now())


def test_a_retold_moment_ends_with_its_telling() -> None:
    with time_machine.travel(NOON, tick=False):
        with as_of(datetime(2020, 1, 1, tzinfo=UTC)):
            assert now().year == 2020
        assert now() == NOON


def test_nobody_but_the_demo_retells_time() -> None:
    tellers = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if "as_of" in path.read_text()}
    assert tellers == {"clock.py", "demo/past.py"}
