"""Two rows become one person: nothing of the room is lost, and nobody asks themselves."""

from datetime import date, timedelta

import pytest

from eventnet.clock import now
from eventnet.db import db
from eventnet.followup import answers, requests
from eventnet.followup.models import Meeting, MeetingRequest, QuietTime, Rest
from eventnet.people.merging import absorb
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.followup.conftest import draft, make_contact


@pytest.fixture
def twin(story: Cast):
    """Ada once more, started on another phone."""
    person = make_person("Ada2 Lindqvist")
    for other in (story.ben, story.cleo):
        make_contact(person, other, story)
        make_contact(other, person, story)
    db.session.commit()
    return person


def merge(cast: Cast, other) -> None:
    absorb(cast.ada, other)
    db.session.commit()


def test_requests_meetings_and_what_hangs_on_them_move(story: Cast, twin):
    request = requests.propose(twin, story.ben, draft())
    meeting = answers.accept(request.slots[0], story.ben)
    db.session.add(QuietTime(person_id=twin.id, from_on=date(2026, 12, 1), until_on=date(2026, 12, 2)))
    received = requests.propose(story.cleo, twin, draft())
    db.session.commit()
    merge(story, twin)
    assert request.sender_id == received.recipient_id == story.ada.id
    assert [slot.proposed_by_id for slot in request.slots] == [story.ada.id] * 2
    assert Meeting.of(story.ada).all() == [meeting]
    assert QuietTime.of(story.ada).count() == 1


def test_of_two_open_requests_to_one_person_one_stays(story: Cast, twin):
    first = requests.propose(story.ada, story.ben, draft())
    second = requests.propose(twin, story.ben, draft())
    db.session.commit()
    merge(story, twin)
    assert (first.is_open, second.is_open) == (True, False)


def test_the_one_that_was_agreed_stays(story: Cast, twin):
    waiting = requests.propose(story.ada, story.ben, draft())
    agreed = requests.propose(twin, story.ben, draft())
    answers.accept(agreed.slots[0], story.ben)
    db.session.commit()
    merge(story, twin)
    assert (waiting.is_open, agreed.is_open) == (False, True)


def test_what_one_asked_oneself_goes(story: Cast, twin):
    make_contact(story.ada, twin, story)
    request = requests.propose(story.ada, twin, draft())
    answers.accept(request.slots[0], twin)
    db.session.commit()
    merge(story, twin)
    assert (Rows(MeetingRequest).count(), Rows(Meeting).count()) == (0, 0)


@pytest.mark.parametrize(("days", "twin_days"), [(10, 20), (20, 10), (None, 10), (10, None)])
def test_the_longer_rest_stays(story: Cast, twin, days, twin_days):
    def until(days: int | None):
        return now() + timedelta(days=days) if days else None

    db.session.add(Rest(asker_id=story.ada.id, person_id=story.ben.id, until=until(days)))
    db.session.add(Rest(asker_id=twin.id, person_id=story.ben.id, until=until(twin_days)))
    db.session.add(Rest(asker_id=story.cleo.id, person_id=twin.id, until=None))
    db.session.add(Rest(asker_id=twin.id, person_id=story.ada.id, until=None))
    db.session.commit()
    merge(story, twin)
    kept = Rest.between(story.ada, story.ben).first()
    assert kept
    assert kept.until == (None if None in (days, twin_days) else until(20))
    assert Rest.between(story.cleo, story.ada).count() == 1
    assert Rows(Rest).count() == 2
