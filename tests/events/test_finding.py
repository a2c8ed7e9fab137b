"""What people are found by: folded, kept beside them, and never older than what it was made of."""

import pytest

from eventnet.db import db
from eventnet.events import finding
from eventnet.events.joining import add_attendee
from eventnet.events.models import Attendee
from eventnet.folding import fold, spellings
from eventnet.people import merging
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast, make_person

FOLDS = [
    ("Łukasz Żółć", "lukasz zolc"),
    ("Søren Ørsted", "soren orsted"),
    ("Straße", "strasse"),
    ("José-María", "jose maria"),
    ("O’Neill & Sons", "oneill sons"),
    ("ＦＵＬＬ", "full"),
    ("Đorđe", "dorde"),
    ("Иван Йорданов", "иван иорданов"),
    ("田中 一郎", "田中 一郎"),
    ("a.b@x-y.example", "a b x y example"),
]


@pytest.mark.parametrize(("written", "found"), FOLDS)
def test_letters_with_marks_are_found_without(written: str, found: str) -> None:
    assert fold(written) == found
    assert fold(found) == found


def test_an_umlaut_is_found_in_both_of_its_spellings() -> None:
    assert spellings("Jörg Müller") == ["jorg muller", "joerg mueller"]
    assert spellings("Ada") == ["ada"]


def found(cast: Cast, query: str) -> list[str]:
    db.session.flush()
    rows = Rows(Attendee).where(Attendee.event_id == cast.event.id, finding.matching(query))
    return [attendee.person.name for attendee in rows.order_by(Attendee.folded)]


@pytest.mark.parametrize("query", ["müller", "Muller", "MUELLER", "jorg mull", "railways muel", "rg mü"])
def test_all_words_are_found_wherever_they_stand(cast: Cast, query: str) -> None:
    add_attendee(cast.event, make_person("Jörg Müller", organisation="Railways"))
    assert found(cast, query) == ["Jörg Müller"]


def test_who_writes_mueller_is_found_as_muller_with_dots(cast: Cast) -> None:
    add_attendee(cast.event, make_person("Anna Mueller"))
    assert found(cast, "Müller") == ["Anna Mueller"]


@pytest.mark.parametrize("query", ["%", "_", "a%q", "\\", "'"])
def test_signs_of_the_database_mean_nothing(cast: Cast, query: str) -> None:
    assert found(cast, f"{query}zzz") == []


def test_a_new_name_is_found_and_the_old_one_is_not(cast: Cast) -> None:
    cast.ada.name = "Ada Kowalczyk"
    assert found(cast, "lindqvist") == []
    assert found(cast, "kowalczyk") == ["Ada Kowalczyk"]


def test_what_the_list_says_is_found(cast: Cast) -> None:
    cast.at(cast.ben).listed_organisation = "Straßenbahn"
    assert found(cast, "strassen ben") == ["Ben Okafor"]


def test_the_address_of_a_profile_is_not_looked_through(cast: Cast) -> None:
    assert found(cast, "ada@example") == []


def test_whoever_takes_a_place_over_is_found_by_their_own_name(cast: Cast) -> None:
    other = make_person("Adalbert Lind")
    add_attendee(cast.elsewhere, other)
    merging.absorb(cast.ada, other)
    db.session.flush()
    assert "ada lindqvist" in cast.at(cast.ada, cast.elsewhere).folded


def test_rows_of_the_version_before_are_caught_up_with(cast: Cast) -> None:
    everybody = [attendee.folded for attendee in Rows(Attendee).order_by(Attendee.id)]
    for attendee in Rows(Attendee):
        attendee.folded = ""
    db.session.flush()
    assert (finding.catch_up(), finding.catch_up()) == (len(everybody), 0)
    db.session.expire_all()
    assert [attendee.folded for attendee in Rows(Attendee).order_by(Attendee.id)] == everybody


def test_a_very_long_name_has_room_in_the_index(cast: Cast) -> None:
    person = Person(name="\U00020000" * 300, organisation="\u1e9e" * 300)
    db.session.add(person)
    db.session.flush()
    assert len(add_attendee(cast.event, person).folded.encode()) < 2000
