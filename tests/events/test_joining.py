"""Joining: at once with name and e-mail, by one tap with a profile; an address that is typed proves nothing."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.models import Attendee, Event
from eventnet.mail.models import Letter
from eventnet.people import signin
from eventnet.people.models import Device, EmailProof, Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast
from tests.exchange.test_at_once import all_at_once

PAGE = "/e/career-day"


def join(client: FlaskClient, name: str, email: str):
    return client.post(f"{PAGE}/participation", data={"name": name, "email": email})


def newcomer() -> Person:
    person = Rows(Person).order_by(Person.id.desc()).first()
    assert person
    return person


def test_a_newcomer_is_in_at_once_and_unconfirmed(cast: Cast, client: FlaskClient):
    response = join(client, " Finn  Weber ", "Finn@Example.org")
    assert (response.status_code, response.location) == (303, "/code?event=career-day")
    person = newcomer()
    assert (person.name, person.email, person.is_confirmed) == ("Finn Weber", "finn@example.org", False)
    attendee = joining.attendance(cast.event, person)
    assert attendee
    assert attendee.is_claimed
    assert "Finn Weber" in client.get(PAGE).get_data(as_text=True)


def test_six_digits_go_to_the_mailbox_and_are_bound_to_this_browser(cast: Cast, client: FlaskClient):
    join(client, "Finn Weber", "finn@example.org")
    letter = Rows(Letter).first()
    assert letter
    assert (letter.kind, letter.to_address) == ("digits", "finn@example.org")
    with client.session_transaction() as session:
        browser = session["browser"]
    proof = signin.waiting_proof(browser)
    assert proof
    assert proof.email == "finn@example.org"


def test_the_address_of_somebody_confirmed_opens_nothing_of_theirs(cast: Cast, client: FlaskClient):
    response = join(client, "Not Ada", "ada@example.org")
    assert response.status_code == 303
    impostor = newcomer()
    assert impostor.id != cast.ada.id
    assert not impostor.is_confirmed
    device = Rows(Device).order_by(Device.id.desc()).first()
    assert device
    assert device.person_id == impostor.id
    page = client.get(PAGE).get_data(as_text=True)
    assert "Not Ada" in page
    assert cast.ada.headline not in page


def test_the_answer_does_not_tell_whether_an_address_is_known(cast: Cast, app):
    def answer(email: str) -> tuple[int, str, bytes, str]:
        browser = app.test_client()
        response = join(browser, "Finn Weber", email)
        page = browser.get(PAGE).get_data(as_text=True)
        return (
            response.status_code,
            response.location,
            response.data,
            re.sub(r'value="[^"]{40,}"|data-person="\w{16}"', "", page),
        )

    assert answer("ada@example.org") == answer("nobody@example.org")


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [
        ("", "finn@example.org", "Please type your name."),
        ("  ", "finn@example.org", "Please type your name."),
        ("Finn", "", "Please type your e-mail address."),
        ("Finn", "finn@", "does not look like an e-mail address"),
        ("F" * 121, "finn@example.org", "120"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    cast: Cast, client: FlaskClient, name: str, email: str, words: str
):
    response = join(client, name, email)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert words in page
    assert not email or f'value="{email}"' in page
    assert Person.claiming("finn@example.org").count() == 0


def test_one_tap_joins_with_a_profile_and_twice_is_once(cast: Cast, browser_of):
    eve = browser_of(cast.eve)
    for _again in range(2):
        assert eve.post(f"{PAGE}/participation").status_code == 303
    assert Attendee.at(cast.event).where(Attendee.person_id == cast.eve.id).count() == 1
    assert Rows(Letter).count() == 0


def test_eight_taps_at_once_are_one_place(cast: Cast, bare_app):
    event, eve = cast.event.id, cast.eve.id

    def work(_number: int) -> str:
        return joining.join(db.session.get_one(Event, event), db.session.get_one(Person, eve)).badge

    assert len(set(all_at_once(bare_app, work))) == 1


def test_who_is_in_is_shown_the_way_to_the_code(cast: Cast, browser_of):
    page = browser_of(cast.ada).get(PAGE).get_data(as_text=True)
    assert "/code?event=career-day" in page
    assert 'name="email"' not in page


def test_an_event_by_invitation_takes_nobody_from_its_page(cast: Cast, client: FlaskClient, browser_of):
    cast.event.join_policy = "invited"
    db.session.commit()
    page = client.get(PAGE).get_data(as_text=True)
    assert "by invitation" in page
    assert 'name="email"' not in page
    before = Rows(Person).count()
    assert join(client, "Finn", "finn@example.org").status_code == 422
    assert Rows(Person).count() == before
    with pytest.raises(Refused) as no:
        joining.join(cast.event, cast.eve)
    assert no.value.code == "invited-only"
    assert "Join as" not in browser_of(cast.eve).get(PAGE).get_data(as_text=True)


def test_a_day_after_the_end_nobody_new_joins(cast: Cast, client: FlaskClient, travel):
    travel.move_to(cast.event.ends_at + timedelta(days=1, seconds=1))
    with pytest.raises(Refused) as no:
        joining.join(cast.event, cast.eve)
    assert no.value.code == "over"
    assert joining.join(cast.event, cast.ada)
    assert 'name="email"' not in client.get(PAGE).get_data(as_text=True)


def test_the_same_address_claims_at_most_six_times(cast: Cast, app):
    for _number in range(joining.CLAIMS):
        assert join(app.test_client(), "Finn Weber", "ada@example.org").status_code == 303
    response = join(app.test_client(), "Finn Weber", "ada@example.org")
    assert response.status_code == 422
    assert "joined with this address already" in response.get_data(as_text=True)
    assert join(app.test_client(), "Gus Holm", "gus@example.org").status_code == 303


def test_words_typed_as_a_name_do_not_reach_a_stranger_s_mailbox(cast: Cast, client: FlaskClient):
    """Anybody may type anybody's address: the letter to it says what we say, and nothing else."""
    join(client, "You have won! www.evil.example", "finn@example.org")
    letter = Rows(Letter).where(Letter.to_address == "finn@example.org").first()
    assert letter
    assert "evil" not in letter.to_name + letter.subject + letter.text + letter.html
    assert letter.to_person_id


def test_too_many_mails_do_not_keep_anybody_out(cast: Cast, client: FlaskClient):
    for number in range(signin.ASKS_AN_HOUR):
        signin.ask("finn@example.org", f"browser {number}", "en")
    db.session.commit()
    assert join(client, "Finn Weber", "finn@example.org").status_code == 303
    assert Rows(EmailProof).count() == signin.ASKS_AN_HOUR


def test_the_address_on_the_poster_can_be_typed_in_any_case(cast: Cast, client: FlaskClient):
    assert "Career Day Leipzig" in client.get("/e/Career-Day").get_data(as_text=True)


def test_an_unknown_event_is_nothing_here(cast: Cast, client: FlaskClient):
    assert client.get("/e/unknown").status_code == 404
    data = {"name": "Finn", "email": "finn@example.org"}
    assert client.post("/e/unknown/participation", data=data).status_code == 404


def test_without_the_token_of_the_page_nobody_is_joined(cast: Cast, client: FlaskClient):
    data = {"name": "Finn", "email": "finn@example.org"}
    assert client.post(f"{PAGE}/participation", data=data, csrf=False).status_code == 400
    assert Person.claiming("finn@example.org").count() == 0
