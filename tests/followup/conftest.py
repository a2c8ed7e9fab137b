"""What the followup room's tests share: Ada holds Ben's and Cleo's cards and asks for a meeting."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask

from eventnet.db import db
from eventnet.exchange.models import Contact, Note
from eventnet.followup import answers, requests
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.followup.requests import Draft
from eventnet.mail import worker
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast

# Leipzig is an hour ahead of UTC then; the story begins on Thursday 26 November, 10:30.
TUESDAY = datetime(2026, 12, 1, 10)  # noqa: DTZ001 - wall time
THURSDAY = datetime(2026, 12, 3, 15, 30)  # noqa: DTZ001 - wall time
FRIDAY = datetime(2026, 12, 4, 9)  # noqa: DTZ001 - wall time


def make_contact(owner: Person, subject: Person, cast: Cast) -> Contact:
    contact = Contact(
        owner_id=owner.id, subject_id=subject.id, event=cast.event, how="live", fields=[], consent_text="1"
    )
    db.session.add(contact)
    db.session.flush()
    return contact


def draft(*walls: datetime, **more: object) -> Draft:
    values: dict[str, object] = {
        "talked_about": "How a test rig learns to shake a bogie.",
        "ask": "May I see the rig in Leipzig and ask two questions about fatigue?",
        "offer": "My notes on strain gauges, and coffee.",
        "place": "Café Grundmann, Leipzig",
        "walls": walls or (TUESDAY, THURSDAY),
    }
    return Draft(**(values | more))  # type: ignore[arg-type]


@pytest.fixture
def story(cast: Cast) -> Cast:
    """Everybody who may ask, may ask."""
    for owner, subject in ((cast.ada, cast.ben), (cast.ada, cast.cleo), (cast.ben, cast.ada), (cast.cleo, cast.ada)):
        make_contact(owner, subject, cast)
    db.session.add(Note(owner_id=cast.ada.id, subject_id=cast.ben.id, text="Shakes bogies. Likes strain gauges."))
    db.session.commit()
    return cast


@pytest.fixture
def asked(story: Cast) -> MeetingRequest:
    """Ada has asked Ben."""
    request = requests.propose(story.ada, story.ben, draft())
    db.session.commit()
    return request


@pytest.fixture
def agreed(asked: MeetingRequest) -> Meeting:
    """Ben has accepted Tuesday."""
    meeting = answers.accept(asked.proposed_slots[0], asked.recipient)
    db.session.commit()
    return meeting


@pytest.fixture
def wait(travel, bare_app: Flask) -> Iterator[Callable[..., None]]:
    """`wait(days=5)`: time goes by and the worker does what is due."""

    def pass_by(**span: float) -> None:
        travel.shift(timedelta(**span))
        db.session.commit()
        for tick in worker._ticks:
            if tick.__module__.startswith("eventnet.followup"):
                tick()
                db.session.commit()

    return pass_by


def letters(kind: str = "", to: Person | None = None) -> list[Letter]:
    found = Rows(Letter).order_by(Letter.id)
    found = found.where(Letter.kind == kind) if kind else found
    return (found.where(Letter.to_person_id == to.id) if to else found).all()


def kinds(to: Person | None = None) -> list[str]:
    return [letter.kind for letter in letters(to=to)]


def link_in(letter: Letter) -> str:
    """The path of the answer link in a letter's text."""
    line = next(line for line in letter.text.splitlines() if "/r/" in line)
    return "/r/" + line.split("/r/")[1].strip()


def words_in(page: str) -> str:
    """The page's text, as a person reads it."""
    return html.unescape(" ".join(re.sub("<[^>]*>", " ", page).split()))
