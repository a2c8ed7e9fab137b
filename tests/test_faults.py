"""One odd row fails alone, and is tried again more and more rarely."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import OperationalError

from eventnet.db import db
from eventnet.faults import each_alone
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast


def rename(person: Person) -> None:
    person.headline = "Renamed"
    db.session.flush()
    if person.name.startswith("Ada"):
        raise ValueError("ada@example.org is secret")


def everybody() -> list[Person]:
    return Rows(Person).order_by(Person.id).all()


def test_what_an_odd_row_did_is_undone_and_the_others_stay_done(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    each_alone(everybody(), rename)
    db.session.commit()
    assert [person.name for person in everybody() if person.headline != "Renamed"] == [cast.ada.name]
    assert f"tests.test_faults.rename of person {cast.ada.id} failed: ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_it_is_tried_again_more_and_more_rarely(
    cast: Cast, travel: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    for _minute in range(24 * 60):
        each_alone([cast.ada], rename)
        travel.shift(timedelta(minutes=1))
    assert caplog.text.count("ValueError") == 11
    for _hour in range(24 * 10):
        each_alone([cast.ada], rename)
        travel.shift(timedelta(hours=1))
    assert caplog.text.count("ValueError") <= 11 + 10


def test_one_that_succeeds_is_an_odd_one_no_more(
    cast: Cast, travel: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    names = [cast.ada.name, "Berta", "Ada", "Ada"]
    for name in names:
        cast.ada.name = name
        each_alone([cast.ada], rename)
        travel.shift(timedelta(minutes=1))
    assert caplog.text.count("ValueError") == 3


def test_a_database_that_does_not_answer_is_no_row_s_fault(cast: Cast) -> None:
    def wait(person: Person) -> None:
        raise OperationalError("", {}, Exception())

    with pytest.raises(OperationalError):
        each_alone(everybody(), wait)
