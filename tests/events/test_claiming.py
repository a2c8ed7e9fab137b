"""The personal link of an invitation: opens one place, proves one mailbox, works once."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.claiming import invited, new_invitation
from eventnet.events.models import Attendee
from eventnet.people.models import Device, Person
from eventnet.people.signin import start_device
from eventnet.rows import Rows
from tests.cast import Cast


@pytest.fixture
def place(cast: Cast) -> Attendee:
    """Finn is on the list of the career day."""
    finn = Person(name="Finn Weber", email="finn@example.org", organisation="Uni")
    db.session.add(finn)
    db.session.flush()
    place = joining.add_attendee(cast.event, finn)
    place.listed_name, place.listed_email, place.external_id = "Finn Weber", "finn@example.org", "T1"
    db.session.commit()
    return place


@pytest.fixture
def link(place: Attendee) -> str:
    token = new_invitation(place)
    db.session.commit()
    return f"/i/{token}"


def test_opening_the_link_changes_nothing(cast: Cast, client: FlaskClient, place: Attendee, link: str):
    for _again in range(2):
        response = client.get(link)
        assert response.status_code == 200
        assert "Finn Weber" in response.get_data(as_text=True)
        assert response.headers["Referrer-Policy"] == "no-referrer"
    client.head(link)
    assert not place.is_claimed
    assert not place.person.is_confirmed
    assert Device.of(place.person).count() == 0


def test_the_button_takes_the_place_confirms_the_address_and_signs_in(
    cast: Cast, client: FlaskClient, place: Attendee, link: str
):
    response = client.post(link, headers={"Accept-Language": "de"})
    assert (response.status_code, response.location) == (303, "/code?event=career-day")
    assert place.is_claimed
    assert place.person.is_confirmed
    assert place.person.language == "de"
    assert "/code?event=career-day" in client.get("/e/career-day").get_data(as_text=True)


def test_the_link_works_once(cast: Cast, client: FlaskClient, app, link: str):
    client.post(link)
    again = app.test_client()
    assert again.get(link).status_code == 404
    assert again.post(link).status_code == 404
    assert again.get("/events").location == "/sign-in"


def test_the_link_ends_a_day_after_the_event(cast: Cast, client: FlaskClient, place: Attendee, link: str, travel):
    """It signs in, so it must not lie in a mailbox for years."""
    travel.move_to(cast.event.ends_at + timedelta(days=1))
    assert client.get(link).status_code == 200
    travel.shift(timedelta(seconds=1))
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert not place.is_claimed


def test_a_used_link_and_an_invented_one_look_the_same(cast: Cast, client: FlaskClient, app, link: str):
    client.post(link)
    used, invented = app.test_client().get(link), app.test_client().get("/i/invented")
    assert used.status_code == invented.status_code == 404

    def words(page: str) -> str:
        return re.sub(r' value="[^"]*"|/i/[\w-]+', "", page)

    assert words(used.get_data(as_text=True)) == words(invented.get_data(as_text=True))


def test_the_token_is_stored_as_a_fingerprint_only(place: Attendee, link: str):
    token = link.rpartition("/")[2]
    assert len(token) >= 22
    assert token not in str(place.invitation)
    assert invited(str(place.invitation)) is None


def test_a_new_invitation_ends_the_older_one(cast: Cast, client: FlaskClient, place: Attendee, link: str):
    new_invitation(place)
    db.session.commit()
    assert client.post(link).status_code == 404
    assert not place.is_claimed


def test_whoever_joined_with_the_address_unproven_is_signed_out(
    cast: Cast, client: FlaskClient, app, place: Attendee, link: str
):
    impostor = joining.join_as_new(cast.event, "Not Finn", "finn@example.org", "en")
    entry = start_device(impostor, "Elsewhere")
    db.session.commit()
    device_id = entry.device.id
    client.post(link)
    ended = Rows(Device).where(Device.id == device_id).first()
    assert ended is None or ended.ended_at
    finn = Person.confirmed("finn@example.org").first()
    assert finn
    assert finn.name == "Finn Weber"
    assert Person.claiming("finn@example.org").count() == 0
    assert Attendee.at(cast.event).where(Attendee.person_id == finn.id).count() == 1


def test_the_invited_name_stands_even_if_somebody_else_typed_the_address_first(
    cast: Cast, client: FlaskClient, place: Attendee, link: str
):
    impostor = joining.join_as_new(cast.event, "Not Finn", "finn@example.org", "en")
    finn = Person(name="Finn Weber", email="finn@example.org")
    db.session.add(finn)
    db.session.flush()
    old, place.person = place.person, finn
    db.session.flush()
    db.session.delete(old)
    db.session.commit()
    assert impostor.id < finn.id
    client.post(link)
    found = Person.confirmed("finn@example.org").first()
    assert found
    assert found.name == "Finn Weber"


def test_an_invitation_to_somebody_known_becomes_theirs(cast: Cast, client: FlaskClient, place: Attendee, link: str):
    place.person.email = place.listed_email = cast.eve.email
    badge = place.badge
    db.session.commit()
    client.post(link)
    mine = joining.attendance(cast.event, cast.eve)
    assert mine
    assert mine.is_claimed
    assert (mine.badge, mine.external_id) == (badge, "T1")
    assert cast.eve.name == "Eve Adler"


def test_an_invitation_to_somebody_who_joined_already_unites_both_places(
    cast: Cast, client: FlaskClient, place: Attendee, link: str
):
    place.person.email = place.listed_email = cast.ada.email
    badge = place.badge
    db.session.commit()
    client.post(link)
    assert Attendee.at(cast.event).where(Attendee.person_id == cast.ada.id).count() == 1
    assert cast.at(cast.ada).badge == badge


def test_whoever_is_signed_in_is_told_whose_place_it_is(cast: Cast, browser_of, place: Attendee, link: str):
    assert "signed in as Eve Adler" in browser_of(cast.eve).get(link).get_data(as_text=True)


def test_who_has_proven_the_address_takes_the_place_by_one_tap(cast: Cast, browser_of, place: Attendee):
    cast.event.join_policy = "invited"
    place.person.email = place.listed_email = cast.eve.email
    badge = place.badge
    db.session.commit()
    eve = browser_of(cast.eve)
    assert "Join as Eve Adler" in eve.get("/e/career-day").get_data(as_text=True)
    assert eve.post("/e/career-day/participation").status_code == 303
    mine = joining.attendance(cast.event, cast.eve)
    assert mine
    assert (mine.badge, mine.is_claimed) == (badge, True)


def test_who_only_typed_the_address_does_not_take_the_place(cast: Cast, place: Attendee):
    cast.event.join_policy = "invited"
    cast.eve.email_confirmed_at = None
    place.person.email = place.listed_email = cast.eve.email
    db.session.commit()
    assert not joining.may_join(cast.event, cast.eve)


def test_without_the_token_of_the_page_no_place_is_taken(cast: Cast, client: FlaskClient, place: Attendee, link: str):
    assert client.post(link, csrf=False).status_code == 400
    assert not place.is_claimed
