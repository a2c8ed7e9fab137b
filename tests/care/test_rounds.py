"""A meeting of more than two: it was real contact between all who met, and only between them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.care import rhythm
from eventnet.care.rhythm.last import last_contacts
from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact
from eventnet.followup import answers, meetings, requests
from eventnet.followup.models import Guest, Meeting
from eventnet.people.models import Person
from tests.cast import Cast
from tests.followup.conftest import TUESDAY, draft, words_in

ALL = ("ada ben", "ada cleo", "ben ada", "ben cleo", "cleo ada", "cleo ben")


@pytest.fixture
def round_of_three(cast: Cast, travel) -> Meeting:
    """Ada and Ben have met, and Cleo came along. All hold each other's cards."""
    three = (cast.ada, cast.ben, cast.cleo)
    for giver in three:
        for receiver in three:
            if giver is not receiver:
                sharing.give(giver, receiver, cast.event, "live")
                rhythm.choose(receiver, giver.id, "monthly")
    meeting = answers.accept(requests.propose(cast.ada, cast.ben, draft()).slots[0], cast.ben)
    meeting.guests.append(Guest(person=cast.cleo, brought_by=cast.ada, asked_at=now(), answer="yes"))
    travel.move_to(meeting.ends_at + timedelta(hours=1))
    db.session.commit()
    return meeting


def say(cast: Cast, meeting: Meeting, **said: bool) -> None:
    for name, held in said.items():
        meetings.say(meeting, getattr(cast, name), held)
    db.session.commit()


def in_touch(cast: Cast) -> list[str]:
    """Whose rhythm with whom begins anew on that day."""
    three = {name: getattr(cast, name) for name in ("ada", "ben", "cleo")}
    found = []
    for one, owner in three.items():
        last = last_contacts(owner, [person.id for person in three.values() if person is not owner])
        found += [f"{one} {other}" for other, person in three.items() if person.id in last]
        assert all(each.how == "meeting" for each in last.values())
    return found


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ({}, []),
        ({"cleo": True}, [*ALL]),
        ({"ada": True, "ben": True, "cleo": True}, [*ALL]),
        ({"ada": True, "cleo": False}, ["ada ben", "ben ada"]),
        ({"ada": True, "ben": False}, ["ada cleo", "cleo ada"]),
        ({"ada": False, "ben": False, "cleo": True}, []),
        ({"ada": False, "ben": False, "cleo": False}, []),
    ],
)
def test_it_begins_the_rhythm_anew_of_all_who_met(
    cast: Cast, round_of_three: Meeting, said: dict[str, bool], met: list[str]
):
    assert round_of_three.starts_wall == TUESDAY
    say(cast, round_of_three, **said)
    assert in_touch(cast) == met


@pytest.mark.parametrize("gone", ["ada", "cleo"])
def test_who_had_left_has_met_nobody(cast: Cast, round_of_three: Meeting, gone: str):
    round_of_three.guests.append(Guest(person=cast.dora, brought_by=cast.ben, asked_at=now(), answer="yes"))
    person: Person = getattr(cast, gone)
    guest = round_of_three.guest(person)
    if guest is None:
        guest = Guest(person=person, answer="yes")
        round_of_three.guests.append(guest)
    guest.left_at = now()
    say(cast, round_of_three, ben=True)
    assert in_touch(cast) == [pair for pair in ALL if gone not in pair.split()]


def test_called_off_it_was_none(cast: Cast, round_of_three: Meeting):
    say(cast, round_of_three, ada=True)
    round_of_three.cancelled_at = now()
    db.session.commit()
    assert in_touch(cast) == []


def test_where_one_says_otherwise_nobody_speaks_of_you_two(
    cast: Cast, round_of_three: Meeting, browser_of: Callable[[Person], FlaskClient]
):
    say(cast, round_of_three, ada=True, ben=False)
    ada, card = browser_of(cast.ada), Contact.held_by(cast.ada).where(Contact.subject_id == cast.ben.id).first()
    assert card
    for path in (f"/meetings/{round_of_three.code}", f"/contacts/{card.code}/history"):
        page = words_in(ada.get(path).text)
        assert "ot all of you remember it alike" in page
        assert "ou two" not in page
