"""Letters you get: the switches, and the one tap out of each kind of letter."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet.clock import now
from eventnet.db import db
from eventnet.followup import lettering, wishes
from eventnet.followup.models import QuietTime
from eventnet.followup.wishes.models import Wishes
from eventnet.mail.building import message_of
from eventnet.mail.outbox import Words, post
from eventnet.people.merging import absorb
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_person

LINES = ["How you showed me the rig", "I see my thesis with other eyes", ""]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path_of(cast: Cast, what: str) -> str:
    return "/letters/off/" + wishes.off_address(cast.ada, what).rpartition("/")[2]


def test_who_has_said_nothing_wishes_the_usual(cast: Cast):
    found = wishes.of(cast.ada)
    assert (found.evening, found.evening_hour, found.weekly, found.weekly_day) == (True, 20, True, 6)
    assert (found.day_before, found.two_hours, found.letters) == (True, False, True)
    db.session.flush()
    assert Rows(Wishes).count() == 0


def test_the_switches_are_mine_to_set(cast: Cast, browser_of):
    data = {"evening_hour": "18", "weekly": "y", "weekly_day": "0", "two_hours": "y"}
    ada = browser_of(cast.ada)
    assert ada.get("/follow-up/letters").status_code == 200
    assert ada.post("/follow-up/letters", data=data).status_code == 303
    db.session.expire_all()
    found = wishes.of(cast.ada)
    assert (found.evening, found.evening_hour, found.weekly, found.weekly_day) == (False, 18, True, 0)
    assert (found.day_before, found.two_hours, found.letters) == (False, True, False)
    assert wishes.of(cast.ben).evening
    assert '<option selected value="18">' in ada.get("/follow-up/letters").get_data(as_text=True)


@pytest.mark.parametrize("data", [{"evening_hour": "3"}, {"weekly_day": "7"}, {"evening_hour": "late"}])
def test_an_hour_or_day_that_is_none_is_refused(cast: Cast, browser_of, data: dict[str, str]):
    answer = browser_of(cast.ada).post("/follow-up/letters", data={"evening_hour": "20", "weekly_day": "6"} | data)
    assert answer.status_code == 422
    assert Rows(Wishes).count() == 0


def test_the_switches_are_for_who_is_signed_in(cast: Cast, client: FlaskClient):
    assert client.get("/follow-up/letters").location == "/sign-in"


@pytest.mark.parametrize(
    ("what", "switches"), [("evening", ["evening"]), ("weekly", ["weekly"]), ("reminders", ["day_before", "two_hours"])]
)
def test_one_tap_without_an_account_ends_one_kind_of_letters(cast: Cast, client: FlaskClient, what, switches):
    wishes.change(cast.ada, two_hours=True)
    db.session.commit()
    assert client.get(path_of(cast, what)).status_code == 200
    assert getattr(wishes.of(cast.ada), switches[0]), "a mail scanner opens links"
    assert client.post(path_of(cast, what), data=ONE_CLICK).status_code == 200
    db.session.expire_all()
    off = {name for name in ("evening", "weekly", "day_before", "two_hours", "letters")}
    off = {name for name in off if not getattr(wishes.of(cast.ada), name)}
    assert off == set(switches)
    assert wishes.of(cast.ben).evening


def test_who_changed_their_mind_taps_once_more(cast: Cast, client: FlaskClient):
    client.post(path_of(cast, "reminders"))
    assert "I want them after all" in client.get(path_of(cast, "reminders")).get_data(as_text=True)
    client.post(path_of(cast, "reminders") + "/return")
    db.session.expire_all()
    assert wishes.of(cast.ada).day_before


def test_what_was_ended_comes_back_as_it_was(cast: Cast, client: FlaskClient):
    wishes.change(cast.ada, day_before=False, two_hours=True)
    db.session.commit()
    client.post(path_of(cast, "reminders"))
    client.post(path_of(cast, "reminders") + "/return")
    db.session.expire_all()
    assert (wishes.of(cast.ada).day_before, wishes.of(cast.ada).two_hours) == (False, True)


@pytest.mark.parametrize("what", ["evening", "weekly", "reminders"])
def test_who_got_the_letter_passed_on_brings_nothing_back(cast: Cast, app: Flask, browser_of, what: str):
    address = path_of(cast, what)
    app.test_client().post(address, data=ONE_CLICK)
    for browser in (app.test_client(), browser_of(cast.eve)):
        browser.post(address)
        assert "I want them after all" not in browser.get(address).text
        assert browser.post(f"{address}/return").status_code == 404
    db.session.expire_all()
    assert not any(getattr(wishes.of(cast.ada), name) for name in wishes.SWITCHES[what])
    ada = browser_of(cast.ada)
    assert "I want them after all" in ada.get(address).text
    ada.post(f"{address}/return")
    db.session.expire_all()
    assert getattr(wishes.of(cast.ada), wishes.BACK_ON[what])


def test_a_way_out_that_was_changed_leads_nowhere(cast: Cast, client: FlaskClient):
    wrong = path_of(cast, "evening")[:-4] + "AAAA"
    assert client.get(wrong).status_code == 404
    assert client.post(wrong, data=ONE_CLICK).status_code == 404
    assert Rows(Wishes).count() == 0


def test_what_was_wished_follows_two_profiles_that_become_one(cast: Cast, client: FlaskClient):
    double = make_person("Adele Lovell")
    wishes.change(double, weekly=False)
    address = wishes.off_address(double, "evening").rpartition("/")[2]
    absorb(cast.ada, double)
    db.session.commit()
    assert not wishes.of(cast.ada).weekly
    client.post(f"/letters/off/{address}", data=ONE_CLICK)
    db.session.expire_all()
    assert not wishes.of(cast.ada).evening


@pytest.mark.parametrize("opener", ["thanks", "promise", "advice"])
def test_who_wants_no_short_letters_gets_none(story: Cast, opener: str):
    wishes.change(story.ben, letters=False)
    with pytest.raises(Refused, match="no-letters"):
        lettering.send(story.ada, story.ben, opener, LINES)


def test_a_question_that_waits_goes_to_nobody_who_wants_no_letters_by_then(story: Cast, wait):
    today = now().date()
    db.session.add(QuietTime(person_id=story.ben.id, from_on=today, until_on=today))
    letter = lettering.send(story.ada, story.ben, "advice", LINES)
    wishes.change(story.ben, letters=False)
    wait(days=2)
    assert letter.delivered_at is None
    assert letter.closed_at


def test_a_letter_carries_the_way_out_in_its_headers(cast: Cast):
    bulk = wishes.bulk(cast.ada, "weekly")
    letter = post("hello", cast.ada, "hello", Words("Hello", ["Hello"], leave=wishes.leave_words(bulk)), bulk=bulk)
    assert letter
    message = message_of(letter, "eventnet@example.org").decode()
    assert f"List-Unsubscribe: <{bulk.unsubscribe}>" in message
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in message
    assert bulk.unsubscribe in letter.text
