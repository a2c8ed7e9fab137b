"""Birthday and new job: only who puts them on their card is congratulated."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from eventnet.people.card import card_of
from eventnet.people.models import CARD_FIELDS, Person
from eventnet.people.occasions import days_around
from eventnet.people.vcard import VcardPerson, write
from tests.cast import Cast
from tests.people.test_profile import TYPED

BrowserOf = Callable[[Person], FlaskClient]
DAYS = {"birthday_day": "29", "birthday_month": "02", "job_since": "2026-11-01"}


@pytest.fixture
def saved(cast: Cast, browser_of: BrowserOf) -> Person:
    answer = browser_of(cast.ada).post("/profile/occasions", data=DAYS)
    assert answer.status_code == 303
    return cast.ada


def test_what_was_typed_is_kept_and_stands_in_the_form(saved: Person, browser_of: BrowserOf) -> None:
    assert (saved.birthday, saved.job_since) == ("02-29", date(2026, 11, 1))
    page = browser_of(saved).get("/profile/occasions").get_data(as_text=True)
    assert '<option selected value="29">' in page
    assert '<option selected value="02">' in page
    assert 'value="2026-11-01"' in page


def test_neither_is_on_a_card_before_it_is_ticked(saved: Person) -> None:
    card = card_of(saved, CARD_FIELDS)
    assert (card.birthday, card.job) == ("", "")
    assert not {"birthday", "job"} & set(Person(name="New").shared or [])


def test_ticked_they_are_on_the_cards_that_were_given_with_them(cast: Cast, browser_of: BrowserOf) -> None:
    browser_of(cast.ada).post("/profile/occasions", data=DAYS | {"shared": ["birthday", "job"]})
    card = card_of(cast.ada, CARD_FIELDS)
    assert (card.birthday, card.job) == ("29 February", "November 2026")
    assert card_of(cast.ada, ["about"]).birthday == ""


@pytest.mark.parametrize(("since", "shown"), [("2025-11-26", ""), ("2025-11-28", "November 2025"), ("2026-12-01", "")])
def test_a_job_is_new_from_its_day_on_for_a_year(cast: Cast, browser_of: BrowserOf, since: str, shown: str) -> None:
    browser_of(cast.ada).post("/profile/occasions", data={"job_since": since, "shared": ["job"]})
    assert card_of(cast.ada, CARD_FIELDS).job == shown


@pytest.mark.parametrize(("day", "month"), [("31", "02"), ("30", ""), ("", "05")])
def test_a_day_that_is_none_is_refused_in_words(cast: Cast, browser_of: BrowserOf, day: str, month: str) -> None:
    answer = browser_of(cast.ada).post("/profile/occasions", data={"birthday_day": day, "birthday_month": month})
    assert answer.status_code == 422
    assert b"Choose a day and its month." in answer.data
    assert cast.ada.birthday is None


def test_both_can_be_taken_back(saved: Person, browser_of: BrowserOf) -> None:
    browser_of(saved).post("/profile/occasions", data=dict.fromkeys(DAYS, ""))
    assert (saved.birthday, saved.job_since, saved.job_told_at) == (None, None, None)


def test_who_was_born_on_a_leap_day_is_thought_of_in_every_year() -> None:
    assert days_around(date(2027, 2, 27), 0, 2)["02-29"] == date(2027, 2, 28)
    assert days_around(date(2028, 2, 27), 0, 2)["02-29"] == date(2028, 2, 29)


def test_an_address_book_gets_the_day_without_a_year() -> None:
    card = write(VcardPerson(uid="", name="Ada", rev=None, birthday="02-29")).decode()
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n" in card


def test_the_profile_and_its_occasions_leave_each_other_s_ticks_alone(cast: Cast, browser_of: BrowserOf) -> None:
    ada = browser_of(cast.ada)
    ada.post("/profile/occasions", data=DAYS | {"shared": ["birthday"]})
    ada.post("/profile", data=TYPED)
    assert set(cast.ada.shared) == {*TYPED["shared"], "birthday"}
    ada.post("/profile/occasions", data=DAYS)
    assert set(cast.ada.shared) == set(TYPED["shared"])
