"""Two rows turn out to be one person: what was scanned, given, noted and blocked stays, once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from eventnet.db import db
from eventnet.exchange import remembering, sharing
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Note, Scan
from eventnet.people import merging
from eventnet.people.models import Person
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import asks, badge, holds, live, met, rows, scan


@pytest.fixture
def claim(cast: Cast) -> Person:
    """Somebody who joined with Ada's address on another phone."""
    person = make_person("Phone Ada")
    person.email, person.email_confirmed_at = "ada@example.org", None
    return person


def unite(cast: Cast, claim: Person) -> None:
    db.session.commit()
    merging.absorb(cast.ada, claim)
    db.session.commit()
    db.session.expire_all()
    assert rows(Person) == 6


def test_all_that_only_the_second_had_is_the_keepers(cast: Cast, claim: Person):
    scan(claim, live(cast.at(cast.ben)))
    scan(claim, badge(cast.at(cast.cleo)))
    remembering.write(claim, cast.ben, "Test rigs", ["Lab"])
    remembering.write(cast.ben, claim, "Student", [])
    unite(cast, claim)
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)
    assert asks(cast.ada, cast.cleo)
    assert (met(cast.ada, cast.ben), met(cast.ada, cast.cleo)) == (1, 1)
    assert Scan.by(cast.ada).count() == 2
    assert [note.text for note in Note.of(cast.ada)] == ["Test rigs"]
    assert [note.subject_id for note in Note.of(cast.ben)] == [cast.ada.id]


def test_all_that_both_had_is_there_once(cast: Cast, claim: Person):
    uuid = str(uuid4())
    for person in (cast.ada, claim):
        scan(person, live(cast.at(cast.ben)), uuid=uuid)
        scan(cast.cleo, badge(cast.at(person)))
        remembering.write(person, cast.ben, f"{person.name} wrote", ["Lab", person.name])
        sharing.block(person, cast.otto)
        sharing.block(cast.eve, person)
    unite(cast, claim)
    assert Scan.by(cast.ada).count() == 1
    assert (rows(Encounter), rows(Block)) == (2, 2)
    assert Contact.held_by(cast.ada).count() == 2
    assert CardRequest.waiting_for(cast.ada).count() == 1
    note = Note.of(cast.ada).first()
    assert note
    assert note.text == "Ada Lindqvist wrote\n\nPhone Ada wrote"
    assert note.tags == ["Lab", "Ada Lindqvist", "Phone Ada"]


def test_the_earlier_of_two_first_meetings_is_remembered(cast: Cast, claim: Person, travel):
    scan(claim, live(cast.at(cast.ben)))
    travel.shift(timedelta(hours=1))
    scan(cast.ada, live(cast.at(cast.ben)))
    unite(cast, claim)
    assert [encounter.met_at for encounter in Encounter.between(cast.ada, cast.ben)] == [NOW]


def test_the_lower_id_stands_first_afterwards(cast: Cast, claim: Person):
    assert cast.ada.id < cast.ben.id < claim.id
    scan(claim, live(cast.at(cast.ben)))
    unite(cast, claim)
    encounter = Encounter.between(cast.ada, cast.ben).first()
    assert encounter
    assert (encounter.first_id, encounter.second_id) == (cast.ada.id, cast.ben.id)


@pytest.mark.parametrize("withdrawn_last", [True, False])
def test_what_happened_last_decides_about_a_card(cast: Cast, claim: Person, travel, withdrawn_last: bool):
    for_claim = sharing.give(cast.ben, claim, cast.event, "link")
    for_ada = sharing.give(cast.ben, cast.ada, cast.event, "link")
    early, late = (for_claim, for_ada) if withdrawn_last else (for_ada, for_claim)
    early.given_at -= timedelta(minutes=2)
    late.given_at -= timedelta(minutes=2)
    sharing.withdraw(late if withdrawn_last else early)
    if not withdrawn_last:
        late.given_at = NOW + timedelta(seconds=1)
    unite(cast, claim)
    assert bool(holds(cast.ada, cast.ben)) == (not withdrawn_last)
    assert rows(Contact) == 1


def test_what_the_two_had_of_each_other_goes(cast: Cast, claim: Person):
    scan(claim, live(cast.at(cast.ada)))
    scan(claim, badge(cast.at(cast.ada)))
    remembering.write(claim, cast.ada, "myself", [])
    remembering.write(cast.ada, claim, "myself, too", [])
    sharing.block(claim, cast.ada)
    unite(cast, claim)
    assert [rows(model) for model in (Contact, CardRequest, Encounter, Note, Block)] == [0] * 5


def test_who_blocked_one_has_blocked_both(cast: Cast, claim: Person):
    scan(cast.ada, live(cast.at(cast.ben)))
    sharing.block(cast.ben, claim)
    unite(cast, claim)
    assert Block.stands_between(cast.ada, cast.ben)
    assert holds(cast.ada, cast.ben) is None
    assert holds(cast.ben, cast.ada) is None
