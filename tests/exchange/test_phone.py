"""What a phone keeps: its own person's codes, keys and contacts, and nobody else's."""

from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
import vobject
from flask import Flask
from sqlalchemy import event as sql_event

from eventnet.db import db
from eventnet.events import signing
from eventnet.events.joining import add_attendee
from eventnet.events.models import SigningKey
from eventnet.exchange import livecode, remembering, sharing, signedcard
from eventnet.exchange.models import Promise
from eventnet.exchange.schemas import CONTACTS_A_PAGE
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import NOW, Cast, make_person
from tests.exchange.scans import scan

ME, CONTACTS, KEYS = "/api/v1/me", "/api/v1/contacts", "/api/v1/events/career-day/keys"


def raw(base64url: str) -> bytes:
    return urlsafe_b64decode(base64url + "=" * (-len(base64url) % 4))


def me(client) -> dict[str, Any]:
    answer = client.get(ME)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_json()


def exchange(cast: Cast) -> None:
    sharing.give(cast.ada, cast.ben, cast.event, "live")
    sharing.give(cast.ben, cast.ada, cast.event, "live")
    db.session.commit()


def test_my_phone_has_all_it_needs_to_show_my_code(cast: Cast, browser_of):
    ada = cast.at(cast.ada)
    kept = me(browser_of(cast.ada))
    (here,) = kept["attendances"]
    assert (kept["person"], kept["name"], kept["language"]) == (cast.ada.code, "Ada Lindqvist", "en")
    assert kept["card"] == {
        "name": "Ada Lindqvist",
        "headline": "Mechanical engineering, 5th term",
        "organisation": "Leipzig University",
    }
    assert here["event"]["slug"] == "career-day"
    assert (here["badge"], here["handle"], here["revoked"]) == (ada.badge, ada.handle, False)
    proof = livecode.proof(raw(here["live_key"]), here["badge"], NOW)
    assert scan(cast.ben, f"HTTP://LOCALHOST/P/{here['badge']}.{proof}").outcome == "given"


def test_my_card_is_believed_by_a_phone_that_was_at_the_event(cast: Cast, browser_of):
    card = me(browser_of(cast.ada))["attendances"][0]["signed_card"]
    (key,) = me(browser_of(cast.ben))["keys"]
    public = b"\x04" + raw(key["x"]) + raw(key["y"])
    assert (key["event"], key["name"], key["kid"]) == ("career-day", "Career Day Leipzig", 1)
    assert signedcard.is_signed_by(card, cast.at(cast.ada).badge, public, NOW)
    assert not signedcard.is_signed_by(card, cast.at(cast.ben).badge, public, NOW)
    assert signedcard.read(card).fields.name == "Ada Lindqvist"
    assert signedcard.read(card).expires_at >= NOW + timedelta(days=7)


def test_the_secrets_of_others_are_on_no_phone(cast: Cast, browser_of):
    """The key of a code goes to its attendee's own signed-in devices only."""
    exchange(cast)
    answers = b"".join(browser_of(cast.ada).get(path).data for path in (ME, CONTACTS, KEYS, "/code", "/api/v1/inbox"))
    own = me(browser_of(cast.ada))["attendances"][0]["live_key"]
    others = me(browser_of(cast.ben))["attendances"][0]["live_key"]
    assert own.encode() in answers
    assert others.encode() not in answers
    assert cast.at(cast.ben).live_key not in answers


def test_who_is_not_signed_in_gets_nothing(cast: Cast, client):
    for path in (ME, CONTACTS):
        answer = client.get(path)
        assert answer.status_code == 401
        assert answer.get_json()["error"] == "http-401"


def test_a_revoked_badge_takes_key_and_card_along(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    me(ada)
    cast.at(cast.ada).badge_revoked_at = NOW
    db.session.commit()
    (here,) = me(ada)["attendances"]
    assert here.pop("event")["slug"] == "career-day"
    assert here == {
        "badge": "",
        "handle": "",
        "live_key": "",
        "signed_card": "",
        "revoked": True,
        "paused": False,
        "asks": False,
    }


def test_the_nearest_event_stands_first_with_the_keys_of_all(cast: Cast, browser_of):
    add_attendee(cast.elsewhere, cast.ada).claimed_at = NOW
    cast.event.starts_at -= timedelta(days=20)
    cast.event.ends_at -= timedelta(days=20)
    db.session.commit()
    kept = me(browser_of(cast.ada))
    assert [each["event"]["slug"] for each in kept["attendances"]] == ["elsewhere", "career-day"]
    assert {key["event"] for key in kept["keys"]} == {"elsewhere", "career-day"}


def test_a_place_that_was_not_taken_is_not_on_the_phone(cast: Cast, browser_of):
    add_attendee(cast.elsewhere, cast.ada)
    db.session.commit()
    assert len(me(browser_of(cast.ada))["attendances"]) == 1


def test_the_card_for_other_apps_has_what_i_share(cast: Cast, browser_of):
    cast.ada.phone, cast.ada.shared = "+49341123456", ["email"]
    db.session.commit()
    card = vobject.readOne(me(browser_of(cast.ada))["vcard"])
    assert (card.fn.value, card.email.value, card.version.value) == ("Ada Lindqvist", "ada@example.org", "3.0")
    assert {"tel", "uid", "photo"} & set(card.contents) == set()


def test_what_did_not_change_is_not_sent_again(cast: Cast, browser_of, travel):
    ada = browser_of(cast.ada)
    for path in (ME, CONTACTS, KEYS):
        first = ada.get(path, headers={"Accept-Encoding": "br"})
        for known in (first.headers["ETag"], "*", f'W/"x", {first.headers["ETag"]}'):
            again = ada.get(path, headers={"If-None-Match": known, "Accept-Encoding": "br"})
            assert (again.status_code, again.data) == (304, b""), path
        for other in ('"other"', '""', 'W/""', ",", "\u00e4"):
            assert ada.get(path, headers={"If-None-Match": other}).status_code == 200
    known = {"If-None-Match": ada.get(ME).headers["ETag"]}
    travel.shift(timedelta(hours=3))
    assert ada.get(ME, headers=known).status_code == 304
    cast.ada.headline = "Engineer"
    db.session.commit()
    assert ada.get(ME, headers=known).status_code == 200


def test_a_new_badge_or_key_is_news(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    for change in (cast.at(cast.ada).renew_badge, lambda: signing.rotate(cast.event)):
        known = {"If-None-Match": ada.get(ME).headers["ETag"]}
        change()
        db.session.commit()
        assert ada.get(ME, headers=known).status_code == 200


def test_asking_makes_the_key_of_an_event_once(cast: Cast, browser_of):
    for _again in range(2):
        me(browser_of(cast.ada))
        me(browser_of(cast.ben))
    assert Rows(SigningKey).count() == 1


def test_everybody_may_fetch_the_public_keys_and_caches_may_keep_them(cast: Cast, browser_of, client):
    me(browser_of(cast.ada))
    for visitor in (client, browser_of(cast.eve)):
        answer = visitor.get(KEYS)
        (key,) = answer.get_json()["keys"]
        assert {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "1"}.items() <= key.items()
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert "Set-Cookie" not in answer.headers
    assert client.get("/api/v1/events/elsewhere/keys").get_json() == {"keys": []}
    assert client.get("/api/v1/events/nowhere/keys").status_code == 404


def test_contacts_carry_what_i_remember_and_no_more(cast: Cast, browser_of):
    exchange(cast)
    remembering.write(cast.ada, cast.ben, "Test rigs", [])
    remembering.write(cast.ben, cast.ada, "Ben's own words", [])
    for owner, subject, direction, text in (
        (cast.ada, cast.ben, "mine", "Send the thesis"),
        (cast.ada, cast.ben, "theirs", "A tour"),
        (cast.ben, cast.ada, "mine", "Ben's own promise"),
    ):
        db.session.add(Promise(owner_id=owner.id, subject_id=subject.id, direction=direction, text=text))
    db.session.commit()
    answer = browser_of(cast.ada).get(CONTACTS)
    (ben,) = answer.get_json()["contacts"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert ben.pop("code")
    assert ben == {
        "name": "Ben Okafor",
        "headline": "Head of test rigs",
        "organisation": "Railworks",
        "note": "Test rigs",
        "promises": [{"direction": "mine", "text": "Send the thesis"}, {"direction": "theirs", "text": "A tour"}],
        "event": "Career Day Leipzig",
        "met_at": "2026-11-26T09:30:00Z",
    }


@pytest.fixture
def crowd(cast: Cast, travel) -> list[Person]:
    """Whom Ada met, one a second, but each third at the same moment as the one before."""
    met = []
    for number in range(CONTACTS_A_PAGE + 30):
        other = make_person(f"P{number} Other")
        sharing.give(other, cast.ada, cast.event, "live")
        met.append(other)
        if number % 3:
            travel.shift(timedelta(seconds=1))
    db.session.commit()
    return met


def test_contacts_come_page_by_page_the_newest_first(cast: Cast, browser_of, crowd: list[Person]):
    ada, names, after = browser_of(cast.ada), [], ""
    while after is not None:
        page = ada.get(f"{CONTACTS}?after={after}").get_json()
        assert len(page["contacts"]) <= CONTACTS_A_PAGE
        names += [contact["name"] for contact in page["contacts"]]
        after = page["next"]
    assert names == [person.name for person in reversed(crowd)]


def test_a_page_goes_on_after_a_card_that_was_withdrawn_meanwhile(cast: Cast, browser_of, crowd: list[Person]):
    ada = browser_of(cast.ada)
    after = ada.get(CONTACTS).get_json()["next"]
    sharing.withdraw(cast_contact(cast.ada, crowd[30]))
    db.session.commit()
    assert len(ada.get(f"{CONTACTS}?after={after}").get_json()["contacts"]) == 30


def cast_contact(owner: Person, subject: Person):
    from tests.exchange.scans import holds

    found = holds(owner, subject)
    assert found
    return found


def test_the_place_in_the_list_of_another_person_is_unknown(cast: Cast, browser_of):
    exchange(cast)
    mine = browser_of(cast.ada).get(CONTACTS).get_json()["contacts"][0]["code"]
    assert browser_of(cast.ada).get(f"{CONTACTS}?after={mine}").status_code == 200
    assert browser_of(cast.ben).get(f"{CONTACTS}?after={mine}").status_code == 404
    assert browser_of(cast.ben).get(f"{CONTACTS}?after=0000000000000000").status_code == 404


@pytest.mark.parametrize(("path", "most"), [(ME, 8), (CONTACTS, 5)])
def test_the_number_of_statements_does_not_grow(cast: Cast, app: Flask, browser_of, crowd, path: str, most: int):
    ada, said = browser_of(cast.ada), []
    me(ada)
    sql_event.listen(db.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    ada.get(path)
    assert len(said) <= most, said
