"""My code, and typing the code of somebody else."""

import re
from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta

import pytest

from eventnet.db import db
from eventnet.events.joining import add_attendee
from eventnet.exchange import livecode
from eventnet.exchange.models import Contact, Scan
from eventnet.exchange.sharing import give
from eventnet.exchange.shown import Shown
from tests.cast import NOW, Cast
from tests.exchange.scans import badge, holds, live, rows, scan, spoken


def text(response) -> str:
    return response.get_data(as_text=True)


def test_my_code_shows_badge_live_and_spoken(cast: Cast, browser_of):
    ada = cast.at(cast.ada)
    page = text(browser_of(cast.ada).get("/code"))
    assert f"{ada.handle} {livecode.spoken_proof(ada.live_key, ada.badge, NOW)}" in page
    assert page.count("crispEdges") == 2  # the badge for everybody, the live code for scripts
    assert page.index("<template data-live-first>") > page.index('class="qr-code"')
    assert "Spoken code: " + " ".join(ada.handle) in page
    assert len(page.encode()) <= 20_000


def test_the_page_that_the_phone_keeps_shows_nobody(cast: Cast, browser_of):
    response = browser_of(cast.ada).get("/shell/code")
    page = text(response)
    assert "crispEdges" not in page
    assert "csrf" not in page
    assert cast.ada.name not in page
    assert cast.event.name not in page
    assert cast.at(cast.ada).handle not in page
    assert 'data-address="HTTP://LOCALHOST/P/"' in page
    assert len(page.encode()) <= 20_000


def test_the_live_code_gives_both_cards_when_it_is_scanned(cast: Cast, browser_of):
    browser_of(cast.ada)
    code = Shown(cast.at(cast.ada), NOW).live_address
    assert re.fullmatch(r"HTTP://LOCALHOST/P/[0-9A-Z]{16}\.[0-9A-Z]{20}", code)
    assert scan(cast.ben, code).outcome == "given"


def test_the_secret_of_the_code_is_in_no_page(cast: Cast, browser_of):
    """It goes to the attendee's own signed-in devices by /api/v1/me alone (test_phone.py)."""
    key, page = cast.at(cast.ada).live_key, browser_of(cast.ada).get("/code").data
    for spelled in (key, key.hex().encode(), b64encode(key), urlsafe_b64encode(key).rstrip(b"=")):
        assert spelled not in page


def test_the_event_nearest_in_time_is_shown_and_another_can_be_chosen(cast: Cast, browser_of, travel):
    add_attendee(cast.elsewhere, cast.ada).claimed_at = NOW
    cast.elsewhere.starts_at += timedelta(days=20)
    cast.elsewhere.ends_at += timedelta(days=20)
    db.session.commit()
    ada = browser_of(cast.ada)
    assert cast.at(cast.ada).handle in text(ada.get("/code"))
    assert cast.at(cast.ada, cast.elsewhere).handle in text(ada.get("/code?event=elsewhere"))
    travel.shift(timedelta(days=19))
    assert cast.at(cast.ada, cast.elsewhere).handle in text(ada.get("/code"))


def test_a_script_of_ours_needs_no_token_and_one_of_another_site_does(cast: Cast, browser_of):
    """The page that the phone keeps holds none, and gives a card back or takes it back all the same."""
    given = give(cast.ada, cast.cleo, cast.event, "live")
    db.session.commit()
    ada, url = browser_of(cast.ada), f"/cards-given/{given.code}/withdrawal"
    assert ada.post(url, csrf=False).status_code == 400
    foreign = {"X-Eventnet": "1", "Origin": "https://evil.example"}
    assert ada.post(url, csrf=False, headers=foreign).status_code == 400
    assert holds(cast.cleo, cast.ada)
    assert ada.post(url, csrf=False, headers={"X-Eventnet": "1"}).status_code == 303
    assert not holds(cast.cleo, cast.ada)


def test_an_event_of_others_is_404(cast: Cast, browser_of, client):
    assert browser_of(cast.ada).get("/code?event=elsewhere").status_code == 404
    assert browser_of(cast.ada).get("/code?event=nowhere").status_code == 404
    assert client.get("/code").location == "/sign-in"


def test_without_an_event_the_page_says_what_to_do(cast: Cast, browser_of):
    page = text(browser_of(cast.eve).get("/code"))
    assert "You are at no event yet" in page


def test_a_revoked_badge_shows_no_code(cast: Cast, browser_of):
    cast.at(cast.ada).badge_revoked_at = NOW
    db.session.commit()
    page = text(browser_of(cast.ada).get("/code"))
    assert "withdrawn by the organiser" in page
    assert "crispEdges" not in page
    assert cast.at(cast.ada).handle not in page


@pytest.mark.parametrize("code", [spoken, badge, live])
def test_a_typed_code_counts_like_a_scan(cast: Cast, browser_of, code):
    response = browser_of(cast.ada).post("/code/typed", data={"code": code(cast.at(cast.ben)).lower()})
    assert response.location.startswith("/scans/")
    assert holds(cast.ben, cast.ada)
    assert bool(holds(cast.ada, cast.ben)) == (code is not badge)


def test_a_spoken_code_may_be_typed_with_spaces_and_lookalikes(cast: Cast, browser_of):
    code = spoken(cast.at(cast.ben)).replace("0", "O").replace("1", "l")
    response = browser_of(cast.ada).post("/code/typed", data={"code": f" {code[:4]} - {code[4:]} "})
    assert response.status_code == 303


def test_a_wrong_code_is_kept_said_and_counted(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    response = ada.post("/code/typed", data={"code": "ABCD 1234"})
    assert response.status_code == 422
    assert 'value="ABCD 1234"' in text(response)
    assert "This code is not known here, or no longer valid." in text(response)
    db.session.rollback()
    assert rows(Scan) == 1
    for _number in range(9):
        ada.post("/code/typed", data={"code": "ABCD 1234"})
    assert "Nothing is lost" in text(ada.post("/code/typed", data={"code": spoken(cast.at(cast.ben))}))
    assert rows(Contact) == 0


def test_nothing_typed_is_said_at_the_field(cast: Cast, browser_of):
    response = browser_of(cast.ada).post("/code/typed", data={"code": " "})
    assert response.status_code == 422
    assert "Please type the code." in text(response)


def test_typing_needs_a_profile(cast: Cast, client):
    assert client.get("/code/typed").location == "/sign-in"
    assert client.post("/code/typed", data={"code": "ABCD1234"}).location == "/sign-in"
    assert rows(Scan) == 0
