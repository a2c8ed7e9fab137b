"""Nobody is pestered: every limit, before and when it bites."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnet.db import db
from eventnet.exchange.models import Block
from eventnet.followup import answers, pacing, requests
from eventnet.followup.models import MeetingRequest, QuietTime
from eventnet.people.models import Person
from eventnet.refusals import Refused
from tests.cast import Cast, make_person
from tests.followup.conftest import FRIDAY, THURSDAY, TUESDAY, draft, kinds, make_contact

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
moments = st.integers(-10 * 24, 10 * 24).map(lambda hours: START + timedelta(hours=hours))
quiet_spans = st.tuples(st.integers(-5, 40), st.integers(0, 9)).map(
    lambda span: QuietTime(
        from_on=date(2026, 11, 26) + timedelta(days=span[0]),
        until_on=date(2026, 11, 26) + timedelta(days=sum(span)),
    )
)


def refusal(sender: Person, recipient: Person) -> Refused:
    with pytest.raises(Refused) as no:
        requests.propose(sender, recipient, draft())
    db.session.rollback()
    return no.value


def ask_many(cast: Cast, number: int) -> list[Person]:
    """Ada asks so many people."""
    people = [make_person(f"Guest{n} Nine") for n in range(number)]
    for person in people:
        make_contact(cast.ada, person, cast)
        requests.propose(cast.ada, person, draft())
    db.session.commit()
    return people


def ask_ben(cast: Cast, number: int) -> list[MeetingRequest]:
    """So many people ask Ben."""
    found = []
    for n in range(number):
        person = make_person(f"Asker{n} Nine")
        make_contact(person, cast.ben, cast)
        found.append(requests.propose(person, cast.ben, draft(FRIDAY + timedelta(days=7))))
    db.session.commit()
    return found


def test_ten_requests_may_be_open_and_the_eleventh_is_refused(story: Cast):
    assert pacing.requests_left(story.ada) == 10
    ask_many(story, 9)
    assert pacing.requests_left(story.ada) == 1
    requests.propose(story.ada, story.cleo, draft())
    assert pacing.requests_left(story.ada) == 0
    assert refusal(story.ada, story.ben).code == "ten-open"


@pytest.mark.parametrize("how", ["answered", "agreed", "withdrawn"])
def test_what_no_longer_waits_makes_room(story: Cast, how: str):
    people = ask_many(story, 10)
    request = MeetingRequest.between(story.ada, people[0]).first()
    assert request
    if how == "answered":
        answers.decline(request)
    elif how == "agreed":
        answers.accept(request.slots[0], people[0])
    else:
        requests.withdraw(request)
    assert pacing.requests_left(story.ada) == 1


def test_other_times_still_wait_for_the_sender(asked: MeetingRequest):
    answers.other_times(asked, (FRIDAY,))
    assert pacing.requests_left(asked.sender) == 9


def test_one_open_request_a_pair(asked: MeetingRequest, story: Cast):
    assert refusal(story.ada, story.ben).code == "open-pair"
    requests.withdraw(asked)
    assert requests.propose(story.ada, story.ben, draft()).is_open


def test_who_was_asked_answers_instead_of_asking_back(asked: MeetingRequest, story: Cast):
    no = refusal(story.ben, story.ada)
    assert (no.code, "Ada Lindqvist" in no.words) == ("asked-you", True)


def test_after_a_no_there_are_ninety_days_of_rest(asked: MeetingRequest, story: Cast, travel):
    answers.decline(asked)
    db.session.commit()
    no = refusal(story.ada, story.ben)
    assert (no.code, "24 Feb 2027" in no.words) == ("resting", True)
    travel.shift(timedelta(days=89, hours=23))
    assert refusal(story.ada, story.ben).code == "resting"
    travel.shift(timedelta(hours=2))
    assert pacing.outlook(story.ada, story.ben, BERLIN).left == 10


def test_never_is_for_good(asked: MeetingRequest, story: Cast, travel):
    answers.never(asked)
    db.session.commit()
    travel.shift(timedelta(days=3650))
    no = refusal(story.ada, story.ben)
    assert no.code == "never"
    assert pacing.outlook(story.ben, story.ada, BERLIN), "the one who said never may still ask"


@pytest.mark.parametrize("blocker", ["ada", "ben"])
def test_a_blocked_pair_counts_as_never(story: Cast, blocker: str):
    pair = (story.ada.id, story.ben.id) if blocker == "ada" else (story.ben.id, story.ada.id)
    db.session.add(Block(blocker_id=pair[0], blocked_id=pair[1]))
    db.session.commit()
    assert refusal(story.ada, story.ben).code == "never"


def test_five_a_week_reach_the_receiver_and_the_sixth_waits(story: Cast):
    sent = ask_ben(story, 6)
    assert [bool(request.delivered_at) for request in sent] == [True] * 5 + [False]
    assert sent[5].due_at == START + timedelta(days=7)
    assert sent[5].expires_at == START + timedelta(days=21), "the two weeks begin when it arrives"
    assert kinds(story.ben).count("request") == 5


def test_the_sender_is_told_when_it_arrives(story: Cast, browser_of):
    ask_ben(story, 5)
    contact = requests.contact_with(story.ada, story.ben)
    page = browser_of(story.ada).get(f"/contacts/{contact.code}/meeting-request").get_data(as_text=True)
    assert "Reaches Ben Okafor on Thu 3 Dec" in page


def test_times_before_it_arrives_are_refused(story: Cast):
    ask_ben(story, 5)
    no = refusal(story.ada, story.ben)
    assert (no.code, "Thu 3 Dec" in no.words) == ("early-slot", True)


def test_the_receiver_sets_the_pace(story: Cast):
    story.ben.requests_a_week = 1
    sent = ask_ben(story, 3)
    assert [request.due_at - START for request in sent] == [timedelta(days=days) for days in (0, 7, 14)]


def test_who_takes_none_is_not_asked(story: Cast):
    story.ben.requests_a_week = 0
    db.session.commit()
    assert refusal(story.ada, story.ben).code == "takes-none"


def test_on_quiet_days_requests_wait_until_the_morning_after(story: Cast):
    db.session.add(QuietTime(person_id=story.ben.id, from_on=date(2026, 11, 26), until_on=date(2026, 11, 29)))
    db.session.commit()
    request = requests.propose(story.ada, story.ben, draft())
    assert request.delivered_at is None
    assert request.due_at == datetime(2026, 11, 30, 7, tzinfo=UTC), "Monday, 8:00 in Leipzig"


@given(st.lists(moments, max_size=12), st.integers(1, 6), st.lists(quiet_spans, max_size=4))
def test_no_seven_days_hold_more_than_the_receiver_wants(arrivals, a_week, quiet):
    start = max([START, *arrivals])
    arrived = list(arrivals)
    for _ in range(5):
        turn = pacing.next_turn(start, arrived, a_week, quiet, BERLIN)
        assert turn >= start
        assert not any(span.covers(turn.astimezone(BERLIN).date()) for span in quiet)
        assert len([moment for moment in arrived if turn - pacing.WEEK < moment <= turn]) < a_week
        arrived.append(turn)
        start = turn


def test_nobody_is_asked_whose_card_one_does_not_hold(story: Cast):
    assert refusal(story.ada, story.eve).code == "no-contact"
    contact = requests.contact_with(story.ada, story.ben)
    contact.withdrawn_at = START
    db.session.commit()
    assert refusal(story.ada, story.ben).code == "no-contact"


def test_who_has_not_confirmed_the_address_does_not_write_in_its_name(story: Cast):
    story.ada.email_confirmed_at = None
    db.session.commit()
    assert refusal(story.ada, story.ben).code == "unconfirmed"


@pytest.mark.parametrize(
    ("walls", "code"),
    [
        ((), "slots"),
        ((TUESDAY, THURSDAY, FRIDAY, FRIDAY + timedelta(hours=1)), "slots"),
        ((TUESDAY, TUESDAY), "same-slot"),
        ((TUESDAY - timedelta(days=30),), "past-slot"),
        ((datetime(2027, 3, 28, 2, 30),), "skipped-hour"),  # noqa: DTZ001 - wall time
    ],
)
def test_one_to_three_times_that_can_be_kept(story: Cast, walls, code):
    with pytest.raises(Refused) as no:
        requests.propose(story.ada, story.ben, requests.Draft(ask="May I?", place="Here", walls=walls))
    assert no.value.code == code


def test_an_hour_that_comes_twice_is_the_first_one(story: Cast, travel):
    travel.move_to(datetime(2027, 10, 20, 10, tzinfo=UTC))
    request = requests.propose(story.ada, story.ben, draft(datetime(2027, 10, 31, 2, 30)))  # noqa: DTZ001 - wall time
    assert request.slots[0].starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_question_is_needed(story: Cast):
    with pytest.raises(Refused) as no:
        requests.propose(story.ada, story.ben, draft(ask=" "))
    assert no.value.code == "no-ask"
