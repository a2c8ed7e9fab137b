"""Favours: noted with their day and their thank-you, read by nobody but the one who noted them."""

from datetime import date, timedelta

import pytest

from eventnet.care.favours import noting
from eventnet.care.favours.models import Favour
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact
from eventnet.exchange.touching import Touch
from eventnet.people import merging
from eventnet.rows import Rows
from tests.cast import Cast, make_person

TODAY = date(2026, 11, 26)
FORM = {"direction": "received", "favour": "Read my CV and marked three lines", "done_on": "2026-11-20"}


@pytest.fixture
def bens(cast: Cast) -> Contact:
    """Ben's card at Ada's."""
    contact = sharing.give(cast.ben, cast.ada, cast.event, "live")
    db.session.commit()
    return contact


@pytest.fixture
def favour(cast: Cast, bens: Contact) -> Favour:
    favour = noting.note(cast.ada, cast.ben, "received", "Read my CV", date(2026, 11, 20))
    db.session.commit()
    return favour


def favours() -> list[Favour]:
    return Rows(Favour).order_by(Favour.id).all()


def text(response) -> str:
    return response.get_data(as_text=True)


def test_a_favour_is_noted_with_its_day(cast: Cast, bens: Contact, browser_of):
    ada = browser_of(cast.ada)
    answer = ada.post(f"/contacts/{bens.code}/favours", data=FORM)
    assert answer.headers["Location"] == f"/contacts/{bens.code}/favours"
    page = text(ada.get(answer.headers["Location"]))
    assert page.index("Read my CV and marked three lines") < page.index("Ben Okafor did this for you, Fri 20 Nov")
    assert [(favour.direction, favour.done_at.date()) for favour in favours()] == [("received", date(2026, 11, 20))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"favour": " "},
        {"favour": "x" * 301},
        {"direction": "both"},
        {"done_on": ""},
        {"done_on": "2026-11-28"},
        {"done_on": "1950-01-01"},
    ],
)
def test_what_cannot_be_a_favour_is_said_at_its_field(cast: Cast, bens: Contact, browser_of, wrong: dict[str, str]):
    answer = browser_of(cast.ada).post(f"/contacts/{bens.code}/favours", data=FORM | wrong)
    assert answer.status_code == 422
    assert 'class="errors"' in text(answer)
    assert favours() == []


def test_a_thank_you_is_ticked_off_and_taken_back(cast: Cast, favour: Favour, browser_of):
    ada = browser_of(cast.ada)
    for _ in range(2):
        page = text(ada.post(f"/favours/{favour.code}/thanks", follow_redirects=True))
        assert "You said thank you" in page
    page = text(ada.post(f"/favours/{favour.code}/thanks/removal", follow_redirects=True))
    assert "You said thank you" not in page
    ada.post(f"/favours/{favour.code}/removal")
    assert favours() == []


def test_a_favour_of_today_is_a_contact_and_an_old_one_is_none(cast: Cast):
    noting.note(cast.ada, cast.cleo, "given", "Carried the stand", date(2026, 5, 1))
    assert Rows(Touch).count() == 0
    noting.note(cast.ada, cast.ben, "given", "Lent a cable", TODAY)
    assert [(touch.subject_id, touch.how) for touch in Touch.of(cast.ada)] == [(cast.ben.id, "favour")]


@pytest.mark.parametrize("way", ["thanks", "thanks/removal", "removal"])
def test_nobody_else_touches_it(cast: Cast, favour: Favour, browser_of, client, way: str):
    """Nor the one whom it is about."""
    sharing.give(cast.ada, cast.ben, cast.event, "live")
    for person in (cast.ben, cast.eve):
        assert browser_of(person).post(f"/favours/{favour.code}/{way}").status_code == 404
    assert client.post(f"/favours/{favour.code}/{way}").headers["Location"] == "/sign-in"
    db.session.refresh(favour)
    assert favour.thanked_at is None


def test_nobody_else_reads_it(cast: Cast, favour: Favour, bens: Contact, browser_of, client):
    adas = sharing.give(cast.ada, cast.ben, cast.event, "live")
    db.session.commit()
    for path in ("", "/favours", "/history"):
        assert "Read my CV" not in text(browser_of(cast.ben).get(f"/contacts/{adas.code}{path}"))
    for path in ("/favours", "/history"):
        assert browser_of(cast.eve).get(f"/contacts/{bens.code}{path}").status_code == 404
        assert client.get(f"/contacts/{bens.code}{path}").headers["Location"] == "/sign-in"
    assert browser_of(cast.eve).post(f"/contacts/{bens.code}/favours", data=FORM).status_code == 404


def test_it_outlives_the_card_and_can_still_be_removed(cast: Cast, favour: Favour, bens: Contact, browser_of):
    sharing.withdraw(bens)
    db.session.commit()
    answer = browser_of(cast.ada).post(f"/favours/{favour.code}/removal")
    assert answer.headers["Location"] == "/contacts"
    assert favours() == []


def test_favours_follow_a_person_who_was_there_twice(cast: Cast):
    twin = make_person("Ada2 Lindqvist")
    noting.note(twin, cast.ben, "given", "Mine", TODAY)
    noting.note(cast.ben, twin, "given", "About me", TODAY)
    noting.note(cast.ada, twin, "given", "To myself", TODAY)
    noting.note(twin, cast.ada, "given", "By myself", TODAY)
    merging.absorb(cast.ada, twin)
    db.session.commit()
    found = {favour.text: (favour.owner_id, favour.subject_id) for favour in favours()}
    assert found == {"Mine": (cast.ada.id, cast.ben.id), "About me": (cast.ben.id, cast.ada.id)}


def test_favours_go_with_either_of_the_two(cast: Cast, favour: Favour):
    other = noting.note(cast.ben, cast.ada, "given", "Read a CV", TODAY - timedelta(days=1))
    db.session.commit()
    db.session.delete(cast.ben)
    db.session.commit()
    assert favours() == []
    assert other is not favour
