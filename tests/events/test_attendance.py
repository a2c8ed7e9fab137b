"""What holds for one person at one event."""

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events import joining
from tests.cast import Cast

PAGE = "/e/career-day/me"
AS_IT_IS = {"sharing": "ask", "differs": ""}


@pytest.mark.parametrize("sharing", ["ask", "open", "closed"])
def test_i_choose_what_a_scan_of_my_badge_does(cast: Cast, browser_of, sharing: str):
    ada = browser_of(cast.ada)
    assert ada.post(PAGE, data=AS_IT_IS | {"sharing": sharing}).status_code == 303
    assert cast.at(cast.ada).sharing == sharing
    page = ada.get(PAGE).get_data(as_text=True)
    assert page.count("checked") == 2


def test_anything_else_is_refused(cast: Cast, browser_of):
    assert browser_of(cast.ada).post(PAGE, data=AS_IT_IS | {"sharing": "all"}).status_code == 422
    assert cast.at(cast.ada).sharing == "ask"


def test_what_i_offer_can_differ_here(cast: Cast, browser_of):
    cast.ada.offers = ["Help with maths"]
    db.session.commit()
    ada = browser_of(cast.ada)
    assert "Help with maths" in ada.get(PAGE).get_data(as_text=True)
    here = {"differs": "here", "offers": "A thesis on test rigs\n\n- Weekend work", "needs": "An internship"}
    ada.post(PAGE, data=AS_IT_IS | here)
    mine = cast.at(cast.ada)
    assert mine.offers_here == ["A thesis on test rigs", "Weekend work"]
    assert mine.needs_here == ["An internship"]
    assert cast.ada.offers == ["Help with maths"]
    ada.post(PAGE, data=AS_IT_IS | {"offers": "forgotten"})
    assert (mine.offers, mine.offers_here) == (None, ["Help with maths"])


def test_a_new_badge_code_ends_the_old_one_and_its_live_codes(cast: Cast, browser_of):
    mine = cast.at(cast.ada)
    badge, key = mine.badge, mine.live_key
    assert browser_of(cast.ada).post(f"{PAGE}/badge").status_code == 303
    assert mine.badge != badge
    assert mine.live_key != key


def test_leaving_ends_the_place_alone(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    assert ada.post(f"{PAGE}/departure").location == "/events"
    assert joining.attendance(cast.event, cast.ada) is None
    assert joining.attendance(cast.event, cast.ben)
    assert ada.get(PAGE).status_code == 404
    assert joining.join(cast.event, cast.ada)


def test_settings_are_for_who_takes_part(cast: Cast, browser_of, client: FlaskClient):
    assert client.get(PAGE).location == "/sign-in"
    for person in (cast.eve, cast.otto, cast.dora):
        browser = browser_of(person)
        assert browser.get(PAGE).status_code == browser.get("/e/unknown/me").status_code == 404
        assert browser.post(PAGE, data=AS_IT_IS).status_code == 404
        assert browser.post(f"{PAGE}/badge").status_code == 404
        assert browser.post(f"{PAGE}/departure").status_code == 404
