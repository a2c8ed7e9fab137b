"""The receiver's pace: how many a week, and quiet days."""

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.followup.models import QuietTime
from eventnet.rows import Rows
from tests.cast import Cast


def test_the_pace_is_mine_to_set(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    assert ada.get("/follow-up/pace").status_code == 200
    assert ada.post("/follow-up/pace", data={"requests_a_week": "0"}).status_code == 303
    db.session.expire_all()
    assert (cast.ada.requests_a_week, cast.ben.requests_a_week) == (0, 5)


@pytest.mark.parametrize("number", ["-1", "51", "many", ""])
def test_a_pace_that_is_none_is_refused(cast: Cast, browser_of, number: str):
    assert browser_of(cast.ada).post("/follow-up/pace", data={"requests_a_week": number}).status_code == 422
    db.session.expire_all()
    assert cast.ada.requests_a_week == 5


def test_a_pace_that_was_set_elsewhere_is_shown(cast: Cast, browser_of):
    cast.ada.requests_a_week = 7
    db.session.commit()
    page = browser_of(cast.ada).get("/follow-up/pace").get_data(as_text=True)
    assert '<option selected value="7">' in page


def test_quiet_days_are_added_and_removed(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    data = {"from_on": "2026-12-20", "until_on": "2027-01-03"}
    assert ada.post("/follow-up/pace/quiet-times", data=data).status_code == 303
    assert "3 Jan 2027" in ada.get("/follow-up/pace").get_data(as_text=True)
    quiet = Rows(QuietTime).first()
    assert quiet
    address = f"/follow-up/pace/quiet-times/{quiet.code}/removal"
    assert browser_of(cast.ben).post(address).status_code == 404
    assert ada.post(address).status_code == 303
    assert Rows(QuietTime).count() == 0


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-12-20", "2026-12-19", "before the first"),
        ("2026-11-01", "2026-11-02", "have passed"),
        ("2026-11-26", "9999-12-31", "A year ahead is enough"),
        ("", "2026-12-19", "Choose a day"),
        ("2026-12-20", "", "Choose a day"),
        ("soon", "2026-12-19", "Not a valid date"),
    ],
)
def test_days_that_are_none_are_refused(cast: Cast, browser_of, first: str, last: str, words: str):
    response = browser_of(cast.ada).post("/follow-up/pace/quiet-times", data={"from_on": first, "until_on": last})
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)
    assert Rows(QuietTime).count() == 0


def test_it_is_for_who_is_signed_in(cast: Cast, client: FlaskClient):
    assert client.get("/follow-up/pace").location == "/sign-in"
