"""Signing in: six digits for one browser, five tries, ten minutes; whoever proves a mailbox takes what it started."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events.joining import join_as_new
from eventnet.events.models import Attendee
from eventnet.exchange import sharing
from eventnet.exchange.cards import card_for_contact
from eventnet.exchange.models import Contact
from eventnet.mail.models import Letter
from eventnet.people import signin
from eventnet.people.models import CARD_FIELDS, Device, EmailProof, Person
from eventnet.rows import Rows
from tests.cast import Cast, sign_in

WRONG = "These are not the digits"


def last_letter(kind: str) -> Letter:
    letter = Rows(Letter).where(Letter.kind == kind).order_by(Letter.id.desc()).first()
    assert letter is not None
    return letter


def digits_in(letter: Letter) -> str:
    found = re.search(r"\b\d{6}\b", letter.subject)
    assert found
    return found.group()


def link_in(letter: Letter) -> str:
    found = re.search(r"http://localhost(/sign-in/link/\S+)", letter.text)
    assert found
    return found.group(1)


def ask(client: FlaskClient, email: str) -> None:
    assert client.post("/sign-in", data={"email": email}).headers["Location"] == "/sign-in/code"


def give(client: FlaskClient, digits: str) -> int:
    return client.post("/sign-in/code", data={"digits": digits}).status_code


def is_in(client: FlaskClient) -> bool:
    return client.get("/devices").status_code == 200


@pytest.fixture
def other_client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_six_digits_from_the_mail_sign_in(cast: Cast, client: FlaskClient) -> None:
    ask(client, " Ada@Example.org ")
    assert give(client, digits_in(last_letter("digits"))) == 303
    assert b"Test browser" not in client.get("/devices").data
    assert Device.of(cast.ada).count() == 1


def test_digits_work_only_in_the_browser_that_asked(cast: Cast, client: FlaskClient, other_client: FlaskClient) -> None:
    ask(client, "ada@example.org")
    digits = digits_in(last_letter("digits"))
    assert give(other_client, digits) == 422
    assert not is_in(other_client)
    assert give(client, digits) == 303


def test_digits_work_once(cast: Cast, client: FlaskClient) -> None:
    ask(client, "ada@example.org")
    digits = digits_in(last_letter("digits"))
    give(client, digits)
    assert give(client, digits) == 422


def test_digits_end_after_ten_minutes(cast: Cast, client: FlaskClient, travel: time_machine.Traveller) -> None:
    ask(client, "ada@example.org")
    travel.shift(timedelta(minutes=10, seconds=1))
    assert give(client, digits_in(last_letter("digits"))) == 422


def test_five_wrong_tries_end_the_digits(cast: Cast, client: FlaskClient) -> None:
    ask(client, "ada@example.org")
    digits = digits_in(last_letter("digits"))
    wrong = "000000" if digits != "000000" else "111111"
    assert [give(client, wrong) for _ in range(5)] == [422] * 5
    assert give(client, digits) == 422


def test_four_wrong_tries_do_not(cast: Cast, client: FlaskClient) -> None:
    ask(client, "ada@example.org")
    digits = digits_in(last_letter("digits"))
    wrong = "000000" if digits != "000000" else "111111"
    assert [give(client, wrong) for _ in range(4)] == [422] * 4
    assert give(client, digits) == 303


def test_an_unknown_address_gets_the_same_answer(cast: Cast, app: Flask) -> None:
    answers = []
    for email in ("ada@example.org", "nobody@example.org"):
        client = app.test_client()
        ask(client, email)
        page = client.get("/sign-in/code").get_data(as_text=True)
        answers.append(re.sub(r'value="[^"]{60,}"', "", page))
    assert answers[0] == answers[1]
    assert last_letter("no_profile").to_address == "nobody@example.org"


def test_digits_and_links_are_not_stored_as_they_are(cast: Cast, client: FlaskClient) -> None:
    ask(client, "ada@example.org")
    letter, proof = last_letter("digits"), Rows(EmailProof).first()
    assert proof is not None
    stored = (proof.digits, proof.link, proof.browser)
    assert digits_in(letter) not in stored
    assert link_in(letter).rsplit("/", 1)[1] not in stored


def test_a_link_asks_before_it_signs_in(cast: Cast, client: FlaskClient) -> None:
    ask(client, "ada@example.org")
    link = link_in(last_letter("digits"))
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert b"ada@example.org" in page.data, "who was sent the link of a stranger sees whose it is"
    assert client.head(link).status_code == 200
    assert not is_in(client)
    assert client.post(link).status_code == 303
    assert is_in(client)
    assert client.get(link).status_code == 404


def test_too_many_mails_in_an_hour_are_refused_in_words(cast: Cast, client: FlaskClient) -> None:
    for _ in range(signin.ASKS_AN_HOUR):
        ask(client, "ada@example.org")
    answer = client.post("/sign-in", data={"email": "ada@example.org"})
    assert answer.status_code == 422
    assert b"several mails already" in answer.data
    assert b'value="ada@example.org"' in answer.data


def test_signing_out_ends_the_device_on_the_server(
    cast: Cast, browser_of: Callable[[Person], FlaskClient], app: Flask
) -> None:
    client, thief = browser_of(cast.ada), app.test_client()
    with client.session_transaction() as session, thief.session_transaction() as stolen:
        stolen.update(session)
    assert is_in(thief)
    client.post("/sign-out")
    assert not is_in(thief)


def test_a_device_can_be_ended_from_another_one(cast: Cast, browser_of: Callable[[Person], FlaskClient]) -> None:
    phone = browser_of(cast.ada)
    phone_device = Device.of(cast.ada).first()
    laptop = browser_of(cast.ada)
    assert phone_device is not None
    assert laptop.post(f"/devices/{phone_device.code}/end").status_code == 303
    assert not is_in(phone)
    assert is_in(laptop)


def test_a_stranger_cannot_end_my_device(cast: Cast, browser_of: Callable[[Person], FlaskClient]) -> None:
    browser_of(cast.ada)
    device = Device.of(cast.ada).first()
    assert device is not None
    assert browser_of(cast.eve).post(f"/devices/{device.code}/end").status_code == 404
    assert Device.of(cast.ada).count() == 1


def test_signing_in_makes_a_new_device_and_ends_the_old_one(cast: Cast, app: Flask) -> None:
    newcomer = join_as_new(cast.event, "Fay", "fay@example.org", "en")
    client = sign_in(app.test_client(), newcomer)
    old = Device.of(newcomer).first()
    client.post("/sign-in/code/again")
    give(client, digits_in(last_letter("digits")))
    devices = Device.of(newcomer).all()
    assert old is not None
    assert [device.id for device in devices] != [old.id]
    assert len(devices) == 1


def test_digits_confirm_the_address_of_a_newcomer(cast: Cast, app: Flask) -> None:
    newcomer = join_as_new(cast.event, "Fay", "fay@example.org", "en")
    client = sign_in(app.test_client(), newcomer)
    client.post("/sign-in/code/again")
    give(client, digits_in(last_letter("digits")))
    assert newcomer.is_confirmed


def test_joining_with_a_known_address_reaches_nothing_until_it_is_confirmed(cast: Cast, app: Flask) -> None:
    shadow = join_as_new(cast.event, "Ada again", "ada@example.org", "en")
    client = sign_in(app.test_client(), shadow)
    assert b"Mechanical engineering" not in client.get("/profile").data
    client.post("/sign-in/code/again")
    give(client, digits_in(last_letter("digits")))
    assert b"Mechanical engineering" in client.get("/profile").data
    assert Person.claiming("ada@example.org").all() == []


def test_two_that_become_one_lose_no_event(cast: Cast, app: Flask) -> None:
    shadow = join_as_new(cast.elsewhere, "Ada", "ada@example.org", "en")
    db.session.commit()
    client = sign_in(app.test_client(), shadow)
    client.post("/sign-in/code/again")
    give(client, digits_in(last_letter("digits")))
    assert {attendee.event_id for attendee in Attendee.of(cast.ada)} == {cast.event.id, cast.elsewhere.id}


def test_who_never_proved_the_address_is_signed_out_when_its_owner_does(
    cast: Cast, app: Flask, client: FlaskClient
) -> None:
    pretender = sign_in(app.test_client(), join_as_new(cast.event, "Not Fay", "fay@example.org", "en"))
    assert is_in(pretender)
    ask(client, "fay@example.org")
    give(client, digits_in(last_letter("digits")))
    assert is_in(client)
    assert not is_in(pretender)


def test_nobody_gives_a_card_away_by_joining_with_its_owner_s_address(cast: Cast, app: Flask) -> None:
    """Eve joins as Ada and takes that card herself; when Ada signs in, Eve learns no more than she typed."""
    cast.ada.phone, cast.ada.about = "+49341123456", "I build small things that shake."
    cast.ada.shared = list(CARD_FIELDS)
    shadow = join_as_new(cast.event, "Not Ada", "ada@example.org", "en")
    shadow.shared = list(CARD_FIELDS)
    sharing.give(cast.ada, cast.ben, cast.event, "live")
    for receiver in (cast.eve, cast.ben):
        sharing.give(shadow, receiver, cast.elsewhere, "live")
    sharing.withdraw(Contact.given_by(shadow).where(Contact.owner_id == cast.ben.id).all()[0])
    client = app.test_client()
    ask(client, "ada@example.org")
    give(client, digits_in(last_letter("digits")))
    db.session.expire_all()
    cards = {contact.owner_id: card_for_contact(contact) for contact in Contact.given_by(cast.ada)}
    assert (cards[cast.eve.id].email, cards[cast.eve.id].phone, cards[cast.eve.id].about) == ("ada@example.org", "", "")
    assert cards[cast.ben.id].phone, "what Ada gave herself stays given"


def test_what_was_given_in_the_browser_that_proves_the_address_stays_given(cast: Cast, app: Flask) -> None:
    shadow = join_as_new(cast.event, "Ada", "ada@example.org", "en")
    sharing.give(shadow, cast.eve, cast.event, "live")
    cast.ada.about = "I build small things that shake."
    client = sign_in(app.test_client(), shadow)
    client.post("/sign-in/code/again")
    give(client, digits_in(last_letter("digits")))
    db.session.expire_all()
    assert card_for_contact(Contact.held_by(cast.eve).all()[0]).about


def test_who_takes_over_a_profile_that_was_started_elsewhere_is_asked_to_look(cast: Cast, client: FlaskClient) -> None:
    pretended = join_as_new(cast.event, "Not Fay", "fay@example.org", "en")
    pretended.headline = "Words of somebody else"
    db.session.commit()
    ask(client, "fay@example.org")
    answer = client.post("/sign-in/code", data={"digits": digits_in(last_letter("digits"))})
    assert answer.headers["Location"] == "/profile"
    page = client.get("/profile").get_data(as_text=True)
    assert "Look whether everything on it is yours" in page
    assert "Words of somebody else" in page


def test_the_wanted_page_is_shown_after_signing_in(cast: Cast, client: FlaskClient) -> None:
    client.get("/profile")
    ask(client, "ada@example.org")
    answer = client.post("/sign-in/code", data={"digits": digits_in(last_letter("digits"))})
    assert answer.headers["Location"] == "/profile"


def test_a_broken_address_is_explained_and_kept(cast: Cast, client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "ada at example"})
    assert answer.status_code == 422
    assert b"does not look like an e-mail address" in answer.data
    assert b"ada at example" in answer.data


def test_only_one_person_can_have_confirmed_an_address(cast: Cast) -> None:
    from sqlalchemy.exc import IntegrityError

    db.session.add(Person(name="Double", email="ada@example.org", email_confirmed_at=cast.ada.email_confirmed_at))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
