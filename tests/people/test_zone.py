"""A person's clocks: guessed by their browser until they choose."""

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from tests.cast import Cast, sign_in


@pytest.fixture
def ada(cast: Cast, client: FlaskClient) -> FlaskClient:
    return sign_in(client, cast.ada)


def guess(browser: FlaskClient, zone: str) -> int:
    return browser.post("/profile/zone/guess", data={"zone": zone}).status_code


def test_the_browser_says_it_and_says_it_anew_elsewhere(cast: Cast, ada: FlaskClient):
    for zone in ("Europe/Berlin", "America/New_York"):
        assert guess(ada, zone) == 204
        db.session.expire_all()
        assert cast.ada.zone == zone
        assert f'data-zone="{zone}"' in ada.get("/profile/zone").get_data(as_text=True)


def test_what_is_chosen_by_hand_stays(cast: Cast, ada: FlaskClient):
    assert ada.post("/profile/zone", data={"zone": "Asia/Tokyo"}).status_code == 303
    guess(ada, "Europe/Berlin")
    db.session.expire_all()
    page = ada.get("/profile/zone").get_data(as_text=True)
    assert (cast.ada.zone, "data-zone" in page, "You have chosen this" in page) == ("Asia/Tokyo", False, True)


def test_taking_the_choice_back_leaves_it_to_the_browser(cast: Cast, ada: FlaskClient):
    for zone in ("Asia/Tokyo", ""):
        ada.post("/profile/zone", data={"zone": zone})
    guess(ada, "Europe/Berlin")
    db.session.expire_all()
    assert cast.ada.zone == "Europe/Berlin"


@pytest.mark.parametrize("nonsense", ["Atlantis/Centre", "../../etc/passwd", "\0", "x" * 500])
def test_a_zone_that_nobody_knows_is_not_taken(cast: Cast, ada: FlaskClient, nonsense: str):
    answer = ada.post("/profile/zone", data={"zone": nonsense})
    assert answer.status_code in (400, 422)
    assert guess(ada, nonsense) in (204, 400)
    db.session.expire_all()
    assert cast.ada.zone is None


def test_nobody_says_it_for_somebody_else(cast: Cast, client: FlaskClient):
    assert guess(client, "Europe/Berlin") in (302, 303, 401)
    assert client.get("/profile/zone").status_code in (302, 303)
    sign_in(client, cast.eve)
    guess(client, "Europe/Berlin")
    db.session.expire_all()
    assert cast.ada.zone is None
