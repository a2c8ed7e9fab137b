"""After a meeting: what was promised, and when to be in touch again. Nobody but their owner ever sees it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import Contact, Promise
from eventnet.exchange.sharing import block, withdraw
from eventnet.exchange.touching import Touch, touch
from eventnet.followup import afterwards, meetings
from eventnet.followup.afterwards.models import Again
from eventnet.followup.models import Meeting, Outcome
from eventnet.people.merging import absorb
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person
from tests.followup.conftest import letters, link_in, words_in

Browser = Callable[..., FlaskClient]
PROMISE = {"as": "sender", "promise-direction": "mine", "promise-promise": "My thesis", "promise-due_on": "2026-12-10"}
AGAIN = {"as": "sender", "again-due_on": "2027-01-15"}


@pytest.fixture
def over(agreed: Meeting, travel) -> Meeting:
    """It is Tuesday noon, and they have met."""
    travel.move_to(agreed.ends_at + timedelta(hours=1))
    return agreed


def page_of(meeting: Meeting, browser: FlaskClient) -> str:
    return words_in(browser.get(f"/meetings/{meeting.code}").get_data(as_text=True))


def test_what_was_promised_is_noted_on_the_page_of_the_meeting(over: Meeting, story: Cast, browser_of: Browser):
    ada = browser_of(story.ada)
    assert ada.post(f"/meetings/{over.code}/promises", data=PROMISE).status_code == 303
    promise = Promise.of(story.ada).first()
    assert promise
    assert (promise.subject_id, promise.direction, promise.due_on) == (story.ben.id, "mine", date(2026, 12, 10))
    assert "My thesis I promised · By Thu 10 Dec" in page_of(over, ada)
    assert "My thesis" not in page_of(over, browser_of(story.ben))


def test_a_promise_without_words_is_asked_for_again(over: Meeting, story: Cast, browser_of: Browser):
    answer = browser_of(story.ada).post(
        f"/meetings/{over.code}/promises", data=PROMISE | {"promise-promise": " ", "promise-due_on": "2026-12-11"}
    )
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "2026-12-11" in page, Rows(Promise).count()) == (422, True, 0)
    assert "A few words, please" in page


def test_the_day_to_be_in_touch_again_comes_back_on_follow_up(over: Meeting, story: Cast, travel, browser_of: Browser):
    ada, ben = browser_of(story.ada), browser_of(story.ben)
    assert ada.post(f"/meetings/{over.code}/again", data=AGAIN).status_code == 303
    assert "From 15 Jan 2027 it stands among your next steps, on Follow-up." in page_of(over, ada)
    assert "15 Jan" not in page_of(over, ben)
    assert afterwards.due(story.ada) == []
    travel.shift(timedelta(days=45))
    (due,) = afterwards.due(story.ada)
    assert due.name == "Ben Okafor"
    assert "Get in touch with Ben Okafor" in words_in(ada.get("/follow-up").get_data(as_text=True))
    assert afterwards.due(story.ben) == []


def test_a_second_day_takes_the_place_of_the_first(over: Meeting, story: Cast, browser_of: Browser):
    ada = browser_of(story.ada)
    for day in ("2027-01-15", "2027-02-15"):
        ada.post(f"/meetings/{over.code}/again", data=AGAIN | {"again-due_on": day})
    assert [again.due_on for again in Again.of(story.ada)] == [date(2027, 2, 15)]


@pytest.mark.parametrize("day", ["2026-12-01", "2026-11-01", "2126-01-01", "", "soon"])
def test_the_day_is_still_to_come(over: Meeting, story: Cast, browser_of: Browser, day: str):
    answer = browser_of(story.ada).post(f"/meetings/{over.code}/again", data=AGAIN | {"again-due_on": day})
    assert (answer.status_code, Rows(Again).count()) == (422, 0)


@pytest.fixture
def due(story: Cast, travel) -> Again:
    """Ada wanted to be in touch with Ben from yesterday on."""
    afterwards.be_in_touch(story.ada, story.ben, now().date() + timedelta(days=30))
    db.session.commit()
    travel.shift(timedelta(days=31))
    return Rows(Again).all()[0]


def test_it_is_put_off_for_a_month_or_done_with_one_tap(due: Again, story: Cast, browser_of: Browser):
    ada = browser_of(story.ada)
    assert ada.post(f"/again/{due.code}/putting-off").location == "/follow-up"
    db.session.expire_all()
    assert (due.due_on, afterwards.due(story.ada)) == (now().date() + timedelta(days=30), [])
    assert ada.post(f"/again/{due.code}/removal").location == "/follow-up"
    assert Rows(Again).count() == 0


def test_a_day_is_its_owners_alone(due: Again, story: Cast, browser_of: Browser, client: FlaskClient):
    for verb in ("putting-off", "removal"):
        for person in (story.ben, story.eve):
            assert browser_of(person).post(f"/again/{due.code}/{verb}").status_code == 404
        assert client.post(f"/again/{due.code}/{verb}").location == "/sign-in"
    assert afterwards.due(story.ada)


def test_who_was_in_touch_since_need_not_be_reminded(due: Again, story: Cast, travel):
    touch(story.ada.id, story.cleo.id, "letter")
    touch(story.ben.id, story.ada.id, "letter")
    assert afterwards.due(story.ada)
    touch(story.ada.id, story.ben.id, "letter")
    assert afterwards.due(story.ada) == []


def test_who_meets_from_that_day_on_need_not_be_reminded(agreed: Meeting, due: Again, story: Cast):
    def meet(on: date) -> None:
        agreed.starts_at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        db.session.flush()

    meet(due.due_on - timedelta(days=1))
    assert afterwards.due(story.ada)
    meet(due.due_on + timedelta(days=5))
    assert afterwards.due(story.ada) == []
    agreed.cancelled_at = now()
    assert afterwards.due(story.ada)
    agreed.cancelled_at = None
    meet(due.due_on)
    db.session.add(Outcome(meeting_id=agreed.id, person_id=story.ada.id, held=False))
    assert afterwards.due(story.ada)


@pytest.mark.parametrize("way", ["withdrawn", "blocked"])
def test_a_card_that_is_gone_takes_the_day_from_the_page(due: Again, story: Cast, way: str):
    assert afterwards.due(story.ada)
    if way == "blocked":
        block(story.ben, story.ada)
    else:
        for card in story_cards(story):
            withdraw(card)
    assert afterwards.due(story.ada) == []


def story_cards(story: Cast) -> list[Contact]:
    return Contact.held_by(story.ada).where(Contact.subject_id == story.ben.id).all()


@pytest.mark.parametrize("noun", ["promises", "again"])
def test_a_letter_opens_no_private_memory(
    over: Meeting, story: Cast, browser_of: Browser, client: FlaskClient, wait, noun: str
):
    wait(minutes=1)
    client.get(link_in(letters("did_you_meet", story.ada)[0]))
    data = PROMISE if noun == "promises" else AGAIN
    assert client.get(f"/meetings/{over.code}").status_code == 200
    assert "When to be in touch again" not in page_of(over, client)
    assert "you can note when you are signed in" in page_of(over, client)
    assert client.post(f"/meetings/{over.code}/{noun}", data=data).status_code == 404
    for stranger in (story.eve, story.cleo):
        assert browser_of(stranger).post(f"/meetings/{over.code}/{noun}", data=data).status_code == 404
    assert (Rows(Promise).count(), Rows(Again).count()) == (0, 0)


@pytest.mark.parametrize("reason", ["not over", "no card", "called off"])
def test_nothing_is_noted_where_it_would_not_be_seen(
    agreed: Meeting, story: Cast, travel, browser_of: Browser, reason: str
):
    if reason == "called off":
        meetings.cancel(agreed, story.ada)
    if reason != "not over":
        travel.move_to(agreed.ends_at)
    if reason == "no card":
        for card in story_cards(story):
            withdraw(card)
    db.session.commit()
    ada = browser_of(story.ada)
    for noun, data in (("promises", PROMISE), ("again", AGAIN)):
        assert ada.post(f"/meetings/{agreed.code}/{noun}", data=data).status_code == 404


def test_thanks_are_a_real_contact(over: Meeting, story: Cast):
    meetings.thank(over, story.ada, "Thank you for the rig.")
    (contact,) = Touch.of(story.ada).all()
    assert (contact.subject_id, contact.how) == (story.ben.id, "thanks")
    assert not Touch.of(story.ben).any()


def test_two_who_turn_out_to_be_one_keep_the_earlier_day(story: Cast):
    twin = make_person("Ada2 Lindqvist")
    today = now().date()
    for owner, subject, days in (
        (story.ada, story.ben, 60),
        (twin, story.ben, 30),
        (twin, story.cleo, 20),
        (story.ben, twin, 10),
        (twin, story.ada, 5),
    ):
        afterwards.be_in_touch(owner, subject, today + timedelta(days=days))
    absorb(story.ada, twin)
    db.session.commit()
    kept = {(again.owner_id, again.subject_id): (again.due_on - today).days for again in Rows(Again)}
    ada, ben, cleo = story.ada.id, story.ben.id, story.cleo.id
    assert kept == {(ada, ben): 30, (ada, cleo): 20, (ben, ada): 10}


def test_a_day_that_has_passed_is_refused_by_the_verb_too(story: Cast):
    with pytest.raises(Refused, match="past-day"):
        afterwards.be_in_touch(story.ada, story.ben, now().date())
