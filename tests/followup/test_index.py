"""Follow-up: what is mine to do, in order, in few queries."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Block, Contact
from eventnet.followup import answers, meetings, requests
from eventnet.followup.agenda import agenda
from eventnet.followup.models import Meeting, MeetingRequest
from eventnet.mail.outbox import Words, post
from tests.cast import Cast, make_event, make_person
from tests.followup.conftest import FRIDAY, draft, make_contact

MOST_QUERIES = 24


def headings(page: str) -> list[str]:
    return [part.split("</h2>")[0] for part in page.split("<h2>")[1:]]


def crowd(cast: Cast, number: int) -> None:
    """Ada has a lot of everything."""
    for n in range(number):
        people = [make_person(f"{kind}{n} Nine") for kind in ("Answer", "Choose", "Meet", "Ask", "Wait", "Mine")]
        answer, choose, meet, _ask, wait, mine = people
        for person in people:
            make_contact(cast.ada, person, cast)
            make_contact(person, cast.ada, cast)
        cast.ada.requests_a_week = 50
        requests.propose(answer, cast.ada, draft())
        if n < 3:
            requests.propose(cast.ada, wait, draft())
            answers.other_times(requests.propose(cast.ada, choose, draft()), (FRIDAY,))
        hour = FRIDAY + timedelta(hours=n)
        answers.accept(requests.propose(meet, cast.ada, draft(hour)).slots[0], cast.ada)
        answers.other_times(requests.propose(mine, cast.ada, draft()), (FRIDAY,))
        letter = post("request", wait, f"failed {n}", Words("Hello", ["Hello"]), by=cast.ada)
        assert letter
        letter.failed_at = now()
    db.session.commit()


@pytest.mark.parametrize("number", [1, 7])
@pytest.mark.parametrize("later", [0, 9])
def test_the_list_takes_few_queries_whatever_its_length(story: Cast, browser_of, travel, number: int, later: int):
    crowd(story, number)
    travel.shift(timedelta(days=later))
    ada = browser_of(story.ada)
    count = 0

    def counted(*_args: object) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", counted)
    page = ada.get("/follow-up")
    event.remove(db.engine, "before_cursor_execute", counted)
    assert page.status_code == 200
    assert count <= MOST_QUERIES + 1, "one of them is BEGIN"


def test_what_is_mine_to_do_comes_in_order(story: Cast, browser_of, travel):
    crowd(story, 2)
    travel.move_to(FRIDAY_NOON)
    for meeting in Meeting.of(story.ada).limit(1):
        meetings.say(meeting, story.ada, True)
    make_contact(story.ada, story.dora, story)
    db.session.commit()
    page = browser_of(story.ada).get("/follow-up").get_data(as_text=True)
    assert headings(page) == [
        "Answer",
        "Choose a time",
        "Did you meet?",
        "Say thank you",
        "Did not arrive",
        "Ask for a meeting",
        "Waiting for others",
    ]


FRIDAY_NOON = "2026-12-04T12:00:00+00:00"


def test_nothing_to_do_says_what_to_do_next(cast: Cast, browser_of):
    page = browser_of(cast.eve).get("/follow-up").get_data(as_text=True)
    assert "Nothing waits for you" in page
    assert "Open my code" in page


def test_it_is_for_who_is_signed_in(cast: Cast, client: FlaskClient):
    assert client.get("/follow-up").location == "/sign-in"


def test_nobody_sees_what_is_somebody_elses(asked: MeetingRequest, story: Cast, browser_of):
    assert "Ada" not in browser_of(story.otto).get("/follow-up").get_data(as_text=True)


def names_to_ask(cast: Cast) -> set[str]:
    return {contact.subject.name.split()[0] for contact in agenda(cast.ada).to_ask}


def test_people_whom_i_have_not_asked_are_suggested(story: Cast):
    assert names_to_ask(story) == {"Ben", "Cleo"}
    requests.propose(story.ada, story.ben, draft())
    assert names_to_ask(story) == {"Cleo"}
    requests.propose(story.cleo, story.ada, draft())
    assert names_to_ask(story) == set()


@pytest.mark.parametrize("reason", ["withdrawn", "block", "blocked", "event to come"])
def test_nobody_is_suggested_who_cannot_be_asked(story: Cast, reason: str):
    contact = Contact.held_by(story.ada).where(Contact.subject_id == story.ben.id).first()
    assert contact
    if reason == "withdrawn":
        contact.withdrawn_at = now()
    elif reason == "event to come":
        contact.event = make_event(story.dora, "soon", "Soon", starts=now() + timedelta(days=1))
    else:
        pair = (story.ada.id, story.ben.id) if reason == "block" else (story.ben.id, story.ada.id)
        db.session.add(Block(blocker_id=pair[0], blocked_id=pair[1]))
    db.session.commit()
    assert names_to_ask(story) == {"Cleo"}


def test_five_are_suggested_at_most(story: Cast):
    for n in range(8):
        make_contact(story.ada, make_person(f"Guest{n} Nine"), story)
    assert len(agenda(story.ada).to_ask) == 5


def test_who_said_later_is_suggested_again_on_that_day(asked: MeetingRequest, story: Cast, wait):
    answers.later(asked, date(2026, 12, 10))
    db.session.commit()
    assert agenda(story.ada).to_ask_again == []
    wait(days=14)
    assert [contact.subject.name for contact in agenda(story.ada).to_ask_again] == ["Ben Okafor"]
    assert names_to_ask(story) == {"Cleo"}
    wait(days=31)
    assert agenda(story.ada).to_ask_again == [], "the others rest without guilt"


def test_who_said_no_is_not_suggested_again(asked: MeetingRequest, story: Cast, wait):
    answers.decline(asked)
    wait(days=100)
    assert names_to_ask(story) == {"Cleo"}


def test_a_failed_letter_is_shown_in_words_and_put_away(story: Cast, browser_of):
    letter = post("request", story.ben, "failed", Words("Hello", ["Hello"]), by=story.ada)
    assert letter
    letter.failed_at, letter.last_error = now(), "550 5.1.1 No such user"
    db.session.commit()
    ada, address = browser_of(story.ada), f"/follow-up/letters/{letter.code}/dismissal"
    page = ada.get("/follow-up").get_data(as_text=True)
    assert "There is no mailbox with this address." in page
    assert "5.1.1" not in page
    assert browser_of(story.ben).post(address).status_code == 404
    assert ada.post(address).status_code == 303
    assert "Did not arrive" not in ada.get("/follow-up").get_data(as_text=True)


def test_after_a_month_an_old_meeting_is_left_in_peace(agreed: Meeting, story: Cast, travel):
    travel.move_to(agreed.starts_at + timedelta(days=29))
    assert agenda(story.ada).to_say == [agreed]
    travel.shift(timedelta(days=2))
    assert agenda(story.ada).to_say == []
