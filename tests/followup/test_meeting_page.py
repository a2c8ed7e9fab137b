"""The meeting's page, for its two people: signed in or with the letter."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.followup.models import Meeting, Outcome, ThankYou
from eventnet.rows import Rows
from tests.cast import Cast
from tests.followup.conftest import FRIDAY, letters, link_in

MOVED = {"change-day": "2026-12-04", "change-time": "09:00", "change-place": "Mensa", "change-why": "Train."}
POSTS = {"change": MOVED, "cancellation": {"cancel-why": "Flu."}, "outcome": {"held": "yes"}, "thanks": {}}


def test_strangers_find_no_meeting(agreed: Meeting, story: Cast, browser_of, client: FlaskClient):
    for stranger in (story.eve, story.cleo, story.dora, story.otto):
        browser = browser_of(stranger)
        assert browser.get(f"/meetings/{agreed.code}").status_code == 404
        assert browser.get(f"/meetings/{agreed.code}.ics").status_code == 404
        for noun, data in POSTS.items():
            assert browser.post(f"/meetings/{agreed.code}/{noun}", data=data).status_code == 404
    assert client.get(f"/meetings/{agreed.code}").location == "/sign-in"
    assert client.get("/meetings/0000000000000000").location == "/sign-in", "known and unknown look the same"
    assert client.get(f"/meetings/{agreed.code}.ics").location == "/sign-in"
    assert (agreed.sequence, agreed.is_on, Rows(Outcome).count()) == (0, True, 0)


@pytest.mark.parametrize("who", ["ada", "ben", "letter"])
def test_both_see_it_and_get_the_file(agreed: Meeting, story: Cast, browser_of, client: FlaskClient, who: str):
    if who == "letter":
        client.get(link_in(letters("meeting_agreed", story.ben)[0]))
    browser = client if who == "letter" else browser_of(getattr(story, who))
    page = browser.get(f"/meetings/{agreed.code}").get_data(as_text=True)
    assert "Café Grundmann, Leipzig" in page
    assert ("Ben Okafor" if who == "ada" else "Ada Lindqvist") in page
    assert browser.get(f"/meetings/{agreed.code}.ics").mimetype == "text/calendar"


@pytest.mark.parametrize("who", ["ada", "ben", "letter"])
def test_both_may_change_it(agreed: Meeting, story: Cast, browser_of, client: FlaskClient, who: str):
    if who == "letter":
        client.get(link_in(letters("meeting_agreed", story.ben)[0]))
    browser = client if who == "letter" else browser_of(getattr(story, who))
    role = "sender" if who == "ada" else "recipient"
    assert browser.post(f"/meetings/{agreed.code}/change", data=MOVED | {"as": role}).status_code == 303
    db.session.expire_all()
    assert (agreed.starts_wall, agreed.place, agreed.sequence) == (FRIDAY, "Mensa", 1)


def test_a_change_that_is_refused_keeps_what_was_typed(agreed: Meeting, story: Cast, browser_of):
    data = MOVED | {"change-day": "2027-03-28", "change-time": "02:30", "as": "sender"}
    response = browser_of(story.ada).post(f"/meetings/{agreed.code}/change", data=data)
    page = response.get_data(as_text=True)
    assert (response.status_code, "Train." in page, "02:30" in page) == (422, True, True)
    empty = browser_of(story.ada).post(f"/meetings/{agreed.code}/change", data={"as": "sender"})
    assert empty.status_code == 422


def test_both_may_call_it_off(agreed: Meeting, story: Cast, browser_of):
    ben = browser_of(story.ben)
    response = ben.post(f"/meetings/{agreed.code}/cancellation", data={"cancel-why": "Flu.", "as": "recipient"})
    assert response.status_code == 303
    assert "Flu." in ben.get(f"/meetings/{agreed.code}").get_data(as_text=True)
    db.session.expire_all()
    assert not agreed.is_on


def test_calling_off_what_has_begun_is_refused_in_words(agreed: Meeting, story: Cast, browser_of, travel):
    travel.move_to(agreed.starts_at + timedelta(minutes=1))
    response = browser_of(story.ada).post(f"/meetings/{agreed.code}/cancellation", data={"as": "sender"})
    assert response.status_code == 409
    assert "You meet" in response.get_data(as_text=True)
    assert "This can be changed until the meeting begins." in response.get_data(as_text=True)
    db.session.expire_all()
    assert agreed.is_on


def test_calling_off_what_the_other_has_called_off_is_refused_in_words(agreed: Meeting, story: Cast, browser_of):
    browser_of(story.ben).post(f"/meetings/{agreed.code}/cancellation", data={"cancel-why": "Flu.", "as": "recipient"})
    response = browser_of(story.ada).post(f"/meetings/{agreed.code}/cancellation", data={"as": "sender"})
    page = response.get_data(as_text=True)
    assert (response.status_code, "Flu." in page, "This can be changed until" in page) == (409, True, True)


def test_getting_an_action_changes_nothing(agreed: Meeting, story: Cast, browser_of):
    for noun in POSTS:
        assert browser_of(story.ada).get(f"/meetings/{agreed.code}/{noun}").status_code == 405


def test_the_outcome_is_asked_after_the_end_and_by_a_button(agreed: Meeting, story: Cast, browser_of, travel):
    ada = browser_of(story.ada)
    address = f"/meetings/{agreed.code}/outcome"
    assert ada.post(address, data={"held": "yes", "as": "sender"}).status_code == 409
    travel.move_to(agreed.ends_at)
    assert ada.post(address, data={"as": "sender"}).status_code == 400
    assert ada.post(address, data={"held": "maybe", "as": "sender"}).status_code == 400
    assert ada.post(address, data={"held": "yes", "as": "sender"}).status_code == 303
    assert "You say: we met." in ada.get(f"/meetings/{agreed.code}").get_data(as_text=True)


def test_thanks_are_written_on_the_page_and_sent_once(agreed: Meeting, story: Cast, browser_of, travel):
    travel.move_to(agreed.ends_at)
    ada, address = browser_of(story.ada), f"/meetings/{agreed.code}/thanks"
    assert ada.post(address, data={"thanks-words": " ", "as": "sender"}).status_code == 422
    assert ada.post(address, data={"thanks-words": "Thank you, Ben.", "as": "sender"}).status_code == 303
    assert ada.post(address, data={"thanks-words": "Again.", "as": "sender"}).status_code == 409
    page = ada.get(f"/meetings/{agreed.code}").get_data(as_text=True)
    assert "Thank you, Ben." in page
    assert "Send thanks" not in page
    assert Rows(ThankYou).count() == 1


def test_the_file_of_a_meeting_that_is_off_says_so(agreed: Meeting, story: Cast, browser_of):
    ada = browser_of(story.ada)
    ada.post(f"/meetings/{agreed.code}/cancellation", data={"as": "sender"})
    assert "STATUS:CANCELLED" in ada.get(f"/meetings/{agreed.code}.ics").get_data(as_text=True)
