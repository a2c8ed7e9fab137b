"""Somebody who turned out to be two rows: the codes of both stay known as theirs."""

from eventnet.db import db
from eventnet.people import merging
from eventnet.people.models import FormerCode, Person
from tests.cast import Cast, make_person


def united(keeper: Person, other: Person) -> str:
    code = other.code
    merging.absorb(keeper, other)
    db.session.commit()
    return code


def formerly(person: Person) -> set[str]:
    return {former.code for former in FormerCode.of(person)}


def test_the_code_of_who_went_is_a_former_code_of_who_stays(cast: Cast):
    code = united(cast.ada, make_person("Phone Ada"))
    assert formerly(cast.ada) == {code}


def test_a_chain_of_codes_leads_to_the_last_one(cast: Cast):
    first, second = make_person("First Ada"), make_person("Second Ada")
    codes = {united(second, first), united(cast.ada, second)}
    assert formerly(cast.ada) == codes


def test_a_stranger_who_typed_the_address_is_known_by_it_too(cast: Cast):
    """Their phone must find the way to who they became; it gets nothing by it, as only the keeper's sign-in counts."""
    other = make_person("Perhaps Ada")
    code = other.code
    merging.absorb_unproven(cast.ada, other)
    assert formerly(cast.ada) == {code}


def test_my_phone_learns_my_former_codes(cast: Cast, browser_of):
    codes = sorted(united(cast.ada, make_person(name)) for name in ("One Ada", "Two Ada"))
    assert browser_of(cast.ada).get("/api/v1/me").get_json()["formerly"] == codes
    assert browser_of(cast.ben).get("/api/v1/me").get_json()["formerly"] == []


def test_former_codes_go_with_their_person(cast: Cast):
    united(cast.eve, make_person("Phone Eve"))
    db.session.delete(cast.eve)
    db.session.commit()
    assert db.session.query(FormerCode).count() == 0
