"""The profile: what is typed is checked and kept, what is shared is on the card, a photo is only pixels."""

import io
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from eventnet.db import db, reading
from eventnet.people import photos
from eventnet.people.card import card_of
from eventnet.people.models import CARD_FIELDS, Person
from eventnet.people.photos import Photo
from eventnet.people.profile import PHOTOS_AN_HOUR
from tests.cast import Cast

BrowserOf = Callable[[Person], FlaskClient]
TYPED = {
    "name": "Ada Lindqvist",
    "headline": "Test rigs",
    "organisation": "Leipzig University",
    "pronouns": "she/her",
    "about": "I build small things that shake.",
    "phone": "0341 1234567",
    "offers": "- CAD drawings\n\n• A look at your thesis",
    "needs": "An internship from March",
    "languages": ["de", "sv"],
    "link_linkedin": "https://de.linkedin.com/in/ada-lindqvist/?trk=x",
    "link_github": "@ada",
    "shared": ["about", "links", "offers", "needs", "email"],
    "card_life_days": "30",
}


@pytest.fixture
def saved(cast: Cast, browser_of: BrowserOf) -> Person:
    assert browser_of(cast.ada).post("/profile", data=TYPED).status_code == 303
    return cast.ada


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 480)) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 120, 80)).save(file, kind)
    file.seek(0)
    return file


def test_what_is_saved_is_what_was_typed(saved: Person) -> None:
    assert (saved.headline, saved.pronouns, saved.languages) == ("Test rigs", "she/her", ["de", "sv"])
    assert saved.offers == ["CAD drawings", "A look at your thesis"]
    assert saved.phone == "+493411234567"


def test_links_are_kept_in_their_plain_form(saved: Person) -> None:
    links = {link.network: link.url for link in saved.links}
    assert links == {"linkedin": "https://www.linkedin.com/in/ada-lindqvist", "github": "https://github.com/ada"}


def test_an_emptied_link_goes(saved: Person, browser_of: BrowserOf) -> None:
    browser_of(saved).post("/profile", data=TYPED | {"link_github": ""})
    assert [link.network for link in saved.links] == ["linkedin"]


def test_a_wrong_link_is_explained_and_everything_typed_is_kept(cast: Cast, browser_of: BrowserOf) -> None:
    typed = TYPED | {"link_linkedin": "javascript:alert(1)", "headline": "A new headline"}
    answer = browser_of(cast.ada).post("/profile", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "javascript:alert(1)" in page
    assert 'value="A new headline"' in page
    assert "linkedin.com/in/ada-lovelace" in page
    assert cast.ada.headline == "Mechanical engineering, 5th term"


def test_a_sixth_offer_is_one_too_many(cast: Cast, browser_of: BrowserOf) -> None:
    answer = browser_of(cast.ada).post("/profile", data=TYPED | {"offers": "\n".join("abcdef")})
    assert answer.status_code == 422
    assert b"At most five short lines" in answer.data


def test_a_contact_sees_only_what_is_shared(saved: Person) -> None:
    card = card_of(saved, CARD_FIELDS)
    assert (card.about, card.email) == (TYPED["about"], "ada@example.org")
    assert (card.phone, card.pronouns, card.languages) == ("", "", ())


def test_a_contact_sees_only_what_was_given(saved: Person) -> None:
    card = card_of(saved, ["about"])
    assert (card.about, card.email, card.links) == (TYPED["about"], "", ())


def test_the_preview_is_the_card(saved: Person, browser_of: BrowserOf) -> None:
    page = browser_of(saved).get("/profile/preview").get_data(as_text=True)
    assert "I build small things that shake." in page
    assert "1234567" not in page


def test_a_card_lives_as_long_as_its_giver_says(saved: Person) -> None:
    assert saved.card_life_days == 30


def test_a_photo_becomes_webp(cast: Cast, browser_of: BrowserOf) -> None:
    client = browser_of(cast.ada)
    assert client.post("/profile/photo", data={"photo": (picture(), "me.png")}).status_code == 303
    answer = client.get("/profile/photo")
    assert answer.mimetype == "image/webp"
    with Image.open(io.BytesIO(answer.data)) as image:
        assert image.size == (400, 400)


def test_a_photo_can_be_replaced_and_removed(cast: Cast, browser_of: BrowserOf) -> None:
    client = browser_of(cast.ada)
    for _ in range(2):
        client.post("/profile/photo", data={"photo": (picture(), "me.png")})
    assert client.post("/profile/photo/removal").status_code == 303
    assert client.get("/profile/photo").status_code == 404


def test_pictures_are_unpacked_twenty_times_an_hour_and_no_more(
    cast: Cast, browser_of: BrowserOf, travel: time_machine.Traveller
) -> None:
    """What turns out to be no photo counts, too: it is the work that is limited."""
    client = browser_of(cast.ada)

    def try_one() -> int:
        return client.post("/profile/photo", data={"photo": (io.BytesIO(b"no photo"), "me.png")}).status_code

    for _number in range(PHOTOS_AN_HOUR):
        try_one()
    good = {"photo": (picture(), "me.png")}
    assert b"in an hour" in client.post("/profile/photo", data=good).data
    assert client.get("/profile/photo").status_code == 404
    travel.shift(timedelta(hours=1))
    assert client.post("/profile/photo", data={"photo": (picture(), "me.png")}).status_code == 303


def test_nobody_waits_while_a_picture_is_unpacked(
    app: Flask, cast: Cast, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another connection writes meanwhile; with the lock held it would wait in vain."""
    ada, unpack, renamed = browser_of(cast.ada), photos.to_webp, []
    number = cast.ben.id
    db.session.remove()

    def rename() -> None:
        with app.app_context(), reading(False):
            db.session.get_one(Person, number).headline = "Renamed"
            db.session.commit()
            renamed.append(True)

    def unpack_beside(data: bytes) -> Photo:
        thread = Thread(target=rename)
        thread.start()
        thread.join(timeout=5)
        return unpack(data)

    monkeypatch.setattr(photos, "to_webp", unpack_beside)
    assert ada.post("/profile/photo", data={"photo": (picture(), "me.png")}).status_code == 303
    assert renamed == [True]


def test_what_is_no_photo_is_refused_in_words(cast: Cast, browser_of: BrowserOf) -> None:
    answer = browser_of(cast.ada).post("/profile/photo", data={"photo": (io.BytesIO(b"<svg/>"), "me.png")})
    assert answer.status_code == 409
    assert b"JPEG" in answer.data


@pytest.mark.parametrize("path", ["/profile", "/profile/preview", "/profile/photo", "/devices"])
def test_nobody_is_asked_to_sign_in(cast: Cast, client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_the_chosen_language_is_kept_for_the_person(cast: Cast, browser_of: BrowserOf) -> None:
    client = browser_of(cast.ada)
    answer = client.post("/language", data={"language": "de", "next_": "/profile"})
    assert answer.headers["Location"] == "/profile"
    assert cast.ada.language == "de"
    assert 'lang="de"' in client.get("/profile").get_data(as_text=True)


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "x"]
)
def test_the_language_switch_never_leads_away(cast: Cast, client: FlaskClient, next_: str) -> None:
    assert client.post("/language", data={"language": "de", "next_": next_}).headers["Location"] == "/"


def test_a_form_without_its_token_changes_nothing(cast: Cast, browser_of: BrowserOf) -> None:
    answer = browser_of(cast.ada).post("/profile", data=TYPED, csrf=False)
    assert answer.status_code == 400
    assert cast.ada.headline == "Mechanical engineering, 5th term"


def test_a_name_of_spaces_is_no_name(cast: Cast, browser_of: BrowserOf) -> None:
    assert browser_of(cast.ada).post("/profile", data=TYPED | {"name": "   "}).status_code == 422
    assert cast.ada.name == "Ada Lindqvist"
