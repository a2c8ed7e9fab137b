"""Taking over a list: new, changed, unchanged; what people say about themselves stays."""

from pathlib import Path

import pytest

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.claiming import claim, invited, new_invitation
from eventnet.events.models import Attendee
from eventnet.organising.applying import take_over
from eventnet.organising.importing import Listed, Reading, read
from eventnet.organising.planning import plan
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast

DATA = Path(__file__).parent.parent / "data"
LISTS = ["pretix-positions-de.csv", "pretix-positions-en-semicolon.csv", "plain-cp1252-semicolon.csv"]


def reading(*people: Listed) -> Reading:
    return Reading(list(people), [], [], "plain")


def listed(name: str, email: str | None = None, organisation: str | None = None, ticket: str | None = None) -> Listed:
    return Listed(2, ticket, name, email, organisation)


def apply(cast: Cast, *people: Listed) -> None:
    take_over(cast.event, reading(*people))
    db.session.commit()


def on_list(cast: Cast) -> list[Attendee]:
    return Attendee.at(cast.event).where(Attendee.listed_name.is_not(None)).all()


def planned(cast: Cast, *people: Listed) -> tuple[int, int, int]:
    found = plan(cast.event, reading(*people))
    return len(found.new), len(found.changed), len(found.unchanged)


def test_a_new_name_is_an_unconfirmed_person_with_a_place_to_claim(cast: Cast):
    apply(cast, listed("Finn Weber", "Finn@example.org", "Uni", "T1"))
    [place] = on_list(cast)
    assert (place.person.name, place.person.email, place.person.organisation) == (
        "Finn Weber",
        "finn@example.org",
        "Uni",
    )
    assert not place.person.is_confirmed
    assert not place.is_claimed
    assert (place.external_id, place.invited_at, place.sharing) == ("T1", None, "ask")
    assert len(place.handle) == joining.HANDLE_LENGTH
    assert len({place.badge, place.code, place.person.code}) == 3


def test_a_plan_writes_nothing(cast: Cast):
    people, places = Rows(Person).count(), Rows(Attendee).count()
    plan(cast.event, reading(listed("Finn Weber", "finn@example.org")))
    assert (Rows(Person).count(), Rows(Attendee).count()) == (people, places)


@pytest.mark.parametrize("name", LISTS)
def test_the_same_file_again_changes_nothing(cast: Cast, name: str):
    read_twice = read((DATA / name).read_bytes(), name)
    first, _done = take_over(cast.event, read_twice)
    assert first.new
    again = plan(cast.event, read_twice)
    assert again.changes_nothing
    assert len(again.unchanged) == len(read_twice.people)


def test_people_without_an_address_are_known_again_by_name_and_organisation(cast: Cast):
    apply(cast, listed("Kim", None, "Uni"), listed("Kim", None, "Club"), listed("Kim", None, "Uni"))
    assert planned(cast, listed("Kim", None, "Uni"), listed("Kim", None, "Club"), listed("Kim", None, "Uni")) == (
        0,
        0,
        3,
    )
    assert planned(cast, listed("Kim", None, "Bank")) == (1, 0, 0)


def test_two_tickets_with_one_address_are_two_people(cast: Cast):
    pair = listed("Finn", "home@example.org", None, "T1"), listed("Gesa", "home@example.org", None, "T2")
    apply(cast, *pair)
    assert len(on_list(cast)) == 2
    assert planned(cast, *reversed(pair)) == (0, 0, 2)


def test_one_place_is_not_found_twice(cast: Cast):
    apply(cast, listed("Kim", None, "Uni"))
    assert planned(cast, listed("Kim", None, "Uni"), listed("Kim", None, "Uni")) == (1, 0, 1)


def test_a_new_ticket_does_not_take_the_place_of_another_with_the_same_address(cast: Cast):
    apply(cast, listed("Finn", "home@example.org", None, "T1"))
    assert planned(cast, listed("Gesa", "home@example.org", None, "T2")) == (1, 0, 0)


def test_a_ticket_that_changes_hands_changes_the_place(cast: Cast):
    apply(cast, listed("Finn", "finn@example.org", "Uni", "T1"))
    badge = on_list(cast)[0].badge
    apply(cast, listed("Gesa", "gesa@example.org", None, "T1"))
    [place] = on_list(cast)
    assert (place.person.name, place.person.email, place.person.organisation) == ("Gesa", "gesa@example.org", "")
    assert (place.listed_organisation, place.badge) == (None, badge)


def test_a_ticket_joins_the_place_of_an_earlier_plain_list(cast: Cast):
    apply(cast, listed("Finn", "finn@example.org"))
    apply(cast, listed("Finn", "finn@example.org", None, "T1"))
    [place] = on_list(cast)
    assert place.external_id == "T1"
    assert planned(cast, listed("Finn", "finn@example.org")) == (0, 0, 1)


def test_a_link_to_the_old_mailbox_ends_when_the_address_changes(cast: Cast):
    apply(cast, listed("Finn", "finn@example.org", None, "T1"))
    token = new_invitation(on_list(cast)[0])
    apply(cast, listed("Finn Weber", "finn@example.org", None, "T1"))
    assert invited(token)
    apply(cast, listed("Finn Weber", "other@example.org", None, "T1"))
    assert invited(token) is None
    assert on_list(cast)[0].invited_at is None


def test_what_a_claimed_person_says_of_themselves_stays(cast: Cast):
    apply(cast, listed("F. Weber", "finn@example.org", "Uni", "T1"))
    place, _entry = claim(new_invitation(on_list(cast)[0]), "Test", "de")
    place.person.name, place.person.organisation = "Finn Weber", "Railworks"
    db.session.commit()
    apply(cast, listed("Fynn Weber", "new@example.org", "Club", "T1"))
    [place] = on_list(cast)
    assert (place.listed_name, place.listed_email, place.listed_organisation) == (
        "Fynn Weber",
        "new@example.org",
        "Club",
    )
    assert (place.person.name, place.person.email, place.person.organisation) == (
        "Finn Weber",
        "finn@example.org",
        "Railworks",
    )


def test_an_address_on_a_list_opens_nothing_of_its_owner(cast: Cast):
    apply(cast, listed("Eve Adler", "eve@example.org"))
    [place] = on_list(cast)
    assert place.person_id != cast.eve.id
    assert joining.attendance(cast.event, cast.eve) is None


def test_who_joined_and_proved_the_address_is_not_listed_twice(cast: Cast):
    apply(cast, listed("Lindqvist, Ada", "ada@example.org", "LU", "T1"))
    [place] = on_list(cast)
    assert place.person_id == cast.ada.id
    assert (place.person.name, place.listed_name) == ("Ada Lindqvist", "Lindqvist, Ada")
    assert planned(cast, listed("Lindqvist, Ada", "ada@example.org", "LU", "T1")) == (0, 0, 1)


def test_who_only_typed_the_address_is_not_taken_for_its_owner(cast: Cast):
    impostor = joining.join_as_new(cast.event, "Not Finn", "finn@example.org", "en")
    apply(cast, listed("Finn Weber", "finn@example.org", None, "T1"))
    [place] = on_list(cast)
    assert place.person_id != impostor.id


def test_another_event_keeps_its_own_list(cast: Cast):
    apply(cast, listed("Finn", "finn@example.org", None, "T1"))
    found = plan(cast.elsewhere, reading(listed("Finn", "finn@example.org", None, "T1")))
    assert len(found.new) == 1


def test_only_the_plan_that_was_seen_is_applied(cast: Cast):
    seen = plan(cast.event, reading(listed("Finn", "finn@example.org"))).fingerprint
    apply(cast, listed("Finn", "finn@example.org"))
    current, done = take_over(cast.event, reading(listed("Finn", "finn@example.org")), seen)
    assert not done
    assert current.changes_nothing
    assert len(on_list(cast)) == 1


def test_a_list_is_taken_over_whole_or_not_at_all(cast: Cast):
    places = Rows(Attendee).count()
    people = Rows(Person).count()
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        take_over(cast.event, reading(listed("Finn", None, None, "T1"), listed("Gesa", None, None, "T1")))
    db.session.rollback()
    assert (Rows(Person).count(), Rows(Attendee).count()) == (people, places)
