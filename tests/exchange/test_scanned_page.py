"""The page that a phone's own camera opens: the public card and one button, with and without a profile."""

import re

import pytest

from eventnet.codes import new_code
from eventnet.db import db
from eventnet.events.joining import add_attendee, attendance
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact, Scan
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.cast import Cast
from tests.exchange.scans import asks, badge, holds, live, rows, scan


def path(code: str) -> str:
    return code.removeprefix("HTTP://LOCALHOST")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found
    return found[1]


def text(response) -> str:
    return response.get_data(as_text=True)


@pytest.mark.parametrize("spelling", [str, str.lower, str.upper])
@pytest.mark.parametrize("code", [badge, live])
def test_a_code_opens_in_any_case_without_a_redirect(cast: Cast, client, code, spelling):
    response = client.get(spelling(path(code(cast.at(cast.ben)))))
    assert response.status_code == 200
    page = text(response)
    assert "Ben Okafor" in page
    assert "Railworks" in page
    assert "ben@example.org" not in page
    assert response.headers["Cache-Control"] == "no-store"


def test_signed_in_it_is_one_tap(cast: Cast, browser_of):
    ada, url = browser_of(cast.ada), path(live(cast.at(cast.ben)))
    page = text(ada.get(url))
    assert page.count("<form") == 2  # the language, and the one button
    response = ada.post(url, data={"ticket": hidden(page, "ticket")})
    assert response.status_code == 303
    assert holds(cast.ada, cast.ben)
    assert holds(cast.ben, cast.ada)
    page = text(ada.get(response.location))
    assert "You and Ben Okafor have each other's card." in page
    assert "What did you talk about?" in page


def test_looking_gives_nothing(cast: Cast, browser_of, client):
    for browser in (browser_of(cast.ada), client):
        browser.get(path(live(cast.at(cast.ben))))
        browser.head(path(badge(cast.at(cast.ben))))
    assert rows(Contact) == rows(Scan) == 0


def test_a_tap_without_the_token_of_our_page_gives_nothing(cast: Cast, browser_of):
    assert browser_of(cast.ada).post(path(live(cast.at(cast.ben))), csrf=False).status_code == 400
    assert rows(Contact) == 0


def test_two_taps_are_one_scan(cast: Cast, browser_of):
    ada, url = browser_of(cast.ada), path(badge(cast.at(cast.ben)))
    ticket = hidden(text(ada.get(url)), "ticket")
    assert ada.post(url, data={"ticket": ticket}).location == ada.post(url, data={"ticket": ticket}).location
    assert rows(Scan) == 1


def test_slow_typing_does_not_make_a_live_code_stale(cast: Cast, client, travel):
    url = path(live(cast.at(cast.ben)))
    ticket = hidden(text(client.get(url)), "ticket")
    travel.shift(240)
    client.post(url, data={"ticket": ticket, "name": "Finn Weber", "email": "finn@example.org"})
    assert Contact.held_by(newcomer()).count() == 1


@pytest.mark.parametrize("ticket", ["", "forged", "of another page"])
def test_a_ticket_that_is_not_of_this_page_proves_no_time(cast: Cast, browser_of, travel, ticket: str):
    """The control for the signature: the time in a ticket is the server's."""
    ada, url = browser_of(cast.ada), path(live(cast.at(cast.ben)))
    if ticket == "of another page":
        ticket = hidden(text(ada.get(path(live(cast.at(cast.cleo))))), "ticket")
    travel.shift(240)
    ada.post(url, data={"ticket": ticket})
    assert asks(cast.ada, cast.ben)
    assert holds(cast.ada, cast.ben) is None


def newcomer() -> Person:
    person = Rows(Person).order_by(Person.id.desc()).first()
    assert person
    return person


def test_name_and_email_join_and_give_the_card_in_one_step(cast: Cast, client):
    url = path(badge(cast.at(cast.ben)))
    ticket = hidden(text(client.get(url)), "ticket")
    response = client.post(url, data={"ticket": ticket, "name": "Finn Weber", "email": "Finn@Example.org"})
    assert response.status_code == 303
    finn = newcomer()
    assert (finn.name, finn.email, finn.is_confirmed) == ("Finn Weber", "finn@example.org", False)
    assert attendance(cast.event, finn)
    assert holds(cast.ben, finn)
    assert asks(finn, cast.ben)
    assert "Ben Okafor has your card." in text(client.get(response.location))
    assert [letter.kind for letter in Rows(Letter)] == ["digits"]


def test_what_was_typed_wrongly_is_kept_and_nothing_happens(cast: Cast, client):
    url = path(live(cast.at(cast.ben)))
    response = client.post(url, data={"ticket": "", "name": "Finn Weber", "email": "finn at example"})
    assert response.status_code == 422
    page = text(response)
    assert 'value="Finn Weber"' in page
    assert 'value="finn at example"' in page
    assert 'aria-invalid="true"' in page
    assert rows(Person) == 6


def test_an_event_by_invitation_lets_nobody_new_in(cast: Cast, client):
    cast.event.join_policy = "invited"
    db.session.commit()
    url = path(live(cast.at(cast.ben)))
    page = text(client.get(url))
    assert 'name="email"' not in page
    assert "by invitation" in page
    response = client.post(url, data={"name": "Finn Weber", "email": "finn@example.org"})
    assert response.status_code == 422
    assert rows(Person) == 6


def sign_in_by_digits(client, email: str):
    """As the person does it: the digits are in the letter."""
    client.post("/sign-in", data={"email": email})
    letter = Rows(Letter).where(Letter.to_address == email).order_by(Letter.id.desc()).first()
    assert letter
    digits = re.search(r"\d{6}", letter.subject)
    assert digits
    return client.post("/sign-in/code", data={"digits": digits[0]})


def test_a_scan_survives_signing_in(cast: Cast, client, travel):
    url = path(live(cast.at(cast.ben)))
    ticket = hidden(text(client.get(url)), "ticket")
    response = client.post(url, data={"ticket": ticket, "sign_in": "1"})
    assert (response.status_code, response.location) == (303, "/sign-in")
    assert rows(Contact) == 0
    travel.shift(540)
    response = sign_in_by_digits(client, "ada@example.org")
    assert response.status_code == 303
    assert response.location.startswith("/scans/")
    theirs = holds(cast.ada, cast.ben)
    assert theirs
    assert theirs.how == "live"
    page = text(client.get(response.location))
    assert "You and Ben Okafor have each other&#39;s card." in page
    with client.session_transaction() as session:
        assert "waiting_scan" not in session


def test_a_scan_survives_signing_in_by_the_link_in_the_mail(cast: Cast, client):
    url = path(badge(cast.at(cast.ben)))
    client.post(url, data={"ticket": hidden(text(client.get(url)), "ticket"), "sign_in": "1"})
    client.post("/sign-in", data={"email": "ada@example.org"})
    letter = Rows(Letter).first()
    assert letter
    link = re.search(r"/sign-in/link/\S+", letter.text)
    assert link
    assert client.post(link[0]).location.startswith("/scans/")
    assert asks(cast.ada, cast.ben)


def test_only_who_has_a_code_can_let_it_wait(cast: Cast, client):
    assert client.post(f"/B/{new_code()}", data={"sign_in": "1"}).status_code == 404
    with client.session_transaction() as session:
        assert "waiting_scan" not in session


def same_but_for_the_path(response, url: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", text(response).replace(url, "PATH"))


def test_blocked_revoked_foreign_and_unknown_are_the_same_bytes(cast: Cast, browser_of):
    revoked = add_attendee(cast.event, cast.dora)
    revoked.badge_revoked_at = cast.event.starts_at
    sharing.block(cast.ben, cast.ada)
    sharing.block(cast.ada, cast.cleo)
    urls = [path(code(at)) for at in (revoked, cast.at(cast.ben), cast.at(cast.cleo)) for code in (badge, live)]
    urls += [f"/B/{new_code()}", f"/P/{new_code()}.{new_code(20)}", "/B/short", "/p/.", "/b/%00", "/B/🜚"]
    db.session.commit()
    ada = browser_of(cast.ada)
    answers = {same_but_for_the_path(ada.get(url), url.replace("%00", "\0")) for url in urls[:8]}
    assert len(answers) == 1
    for url in urls:
        assert ada.get(url).status_code == ada.post(url).status_code == 404
    assert rows(Contact) == 0


def test_who_is_blocked_sees_what_anybody_sees_of_an_unknown_code(cast: Cast, browser_of, client):
    """The control: others still see the card."""
    sharing.block(cast.ben, cast.ada)
    db.session.commit()
    url = path(badge(cast.at(cast.ben)))
    assert browser_of(cast.ada).get(url).status_code == 404
    assert client.get(url).status_code == 200


def test_a_closed_badge_shows_no_name(cast: Cast, browser_of, client):
    cast.at(cast.ben).sharing = "closed"
    db.session.commit()
    for browser in (browser_of(cast.ada), client):
        page = text(browser.get(path(badge(cast.at(cast.ben)))))
        assert "Okafor" not in page
        assert "Railworks" not in page
        assert "No cards by badge here" in page
    ada = browser_of(cast.ada)
    response = ada.post(path(badge(cast.at(cast.ben))))
    assert "Okafor" not in text(ada.get(response.location))
    assert "Okafor" in text(client.get(path(live(cast.at(cast.ben)))))


def test_ones_own_code_says_so(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    assert "This is your own code" in text(ada.get(path(badge(cast.at(cast.ada)))))
    assert ada.post(path(badge(cast.at(cast.ada)))).location == path(badge(cast.at(cast.ada)))


def test_over_the_limit_the_code_stays_on_the_screen(cast: Cast, browser_of):
    for _number in range(20):
        scan(cast.ada, badge(cast.at(cast.cleo)))
    ada, url = browser_of(cast.ada), path(badge(cast.at(cast.ben)))
    assert ada.post(url).location == url
    assert "Nothing is lost" in text(ada.get(url))


def test_the_page_about_a_scan_is_its_makers_alone(cast: Cast, browser_of, client):
    answer = scan(cast.ada, live(cast.at(cast.ben)))
    url = f"/scans/{answer.id}"
    assert browser_of(cast.ada).get(url).status_code == 200
    for person in (cast.ben, cast.eve, cast.dora):
        assert browser_of(person).get(url).status_code == 404
        assert browser_of(person).post(f"{url}/note", data={"text": "mine"}).status_code == 404
    assert client.get(url).location == "/sign-in"


def test_the_page_about_a_scan_goes_with_the_card(cast: Cast, browser_of):
    answer = scan(cast.ada, live(cast.at(cast.ben)))
    sharing.block(cast.ben, cast.ada)
    db.session.commit()
    assert browser_of(cast.ada).get(f"/scans/{answer.id}").status_code == 404


def test_one_line_after_the_talk_is_a_note(cast: Cast, browser_of):
    ada = browser_of(cast.ada)
    for code in (live(cast.at(cast.ben)), badge(cast.at(cast.cleo))):
        answer = scan(cast.ada, code)
        response = ada.post(f"/scans/{answer.id}/note", data={"text": "Test rigs from April"})
        assert response.location == (f"/contacts/{answer.contact}" if answer.contact else "/contacts")
        assert "Test rigs from April" in text(ada.get(f"/scans/{answer.id}"))


def test_a_place_that_nobody_has_claimed_shows_what_the_list_says(cast: Cast, client):
    place = cast.at(cast.ben)
    place.claimed_at, place.listed_name, place.listed_organisation = None, "Ben O.", "The list's company"
    db.session.commit()
    page = text(client.get(path(badge(place))))
    assert "Ben O." in page
    assert "The list&#39;s company" in page
    assert "Head of test rigs" not in page
