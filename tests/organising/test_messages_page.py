"""The pages of messages: written, looked at, tried, let go, called off; and the way out of them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet.db import db
from eventnet.events.models import Membership
from eventnet.mail.models import Letter
from eventnet.organising.messages.leaving import token_for
from eventnet.organising.messages.models import Message, Unsubscription
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.sealing import seal
from tests.cast import Cast
from tests.organising.post import listed, released, written
from tests.smtp_server import SmtpServer, deliver

BrowserOf = Callable[[Person], FlaskClient]
WORDS = {"subject_en": "It begins", "text_en": "{starts}\n\n{link}", "subject_de": "", "text_de": "", "q": ""}


@pytest.fixture
def dora(cast: Cast, browser_of: BrowserOf) -> FlaskClient:
    return browser_of(cast.dora)


def test_from_a_beginning_to_the_mail_in_both_languages(dora: FlaskClient, cast: Cast) -> None:
    page = dora.get("/e/career-day/messages/new?kind=after").get_data(as_text=True)
    assert "How was {event}? These are your people" in page
    answer = dora.post("/e/career-day/messages/new", data=WORDS | {"subject_de": "Es beginnt", "text_de": "{starts}"})
    address = answer.headers["Location"]
    assert dora.get(address).status_code == 200
    for language, said in (("en", "Hello Dora Meyer,"), ("de", "Guten Tag Dora Meyer!")):
        letter = dora.get(f"{address}/letter?language={language}")
        assert said in letter.get_data(as_text=True) or language == "de"
        assert "sandbox" in letter.headers["Content-Security-Policy"]
        assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert dora.get(f"{address}/letter?language=fr").status_code == 404


def test_the_list_hands_over_whom_it_shows(dora: FlaskClient, cast: Cast) -> None:
    page = dora.get("/e/career-day/people?state=joined&role=exhibitor").get_data(as_text=True)
    assert "/e/career-day/messages/new?state=joined&amp;role=exhibitor" in page
    page = dora.get("/e/career-day/messages/new?state=joined&role=exhibitor").get_data(as_text=True)
    for chosen in ("joined", "exhibitor"):
        assert f'<option selected value="{chosen}">' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text_en": "{nmae}"}, "{nmae} is not known here."),
        ({"text_en": "", "subject_en": ""}, "Please write something in at least one language."),
        ({"text_de": "Nur Text"}, "A subject and a text belong together."),
        ({"subject_en": "{people}"}, "{people} does not fit into a subject."),
    ],
)
def test_what_would_go_out_wrong_is_refused_when_it_is_saved(
    dora: FlaskClient, typed: dict[str, str], said: str
) -> None:
    answer = dora.post("/e/career-day/messages/new", data=WORDS | typed)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert not Rows(Message).any()


def test_a_letter_to_myself_is_for_me_alone(dora: FlaskClient, cast: Cast, app: Flask, smtp: SmtpServer) -> None:
    message = written(cast, text="{people}")
    dora.post(f"/e/career-day/messages/{message.code}/test")
    deliver(app)
    assert [one.recipients for one in smtp.received] == [["dora@example.org"]] * 2
    assert "Ben Okafor" not in smtp.last().as_string()


def test_let_go_and_called_off_by_a_tap(dora: FlaskClient, cast: Cast) -> None:
    address = f"/e/career-day/messages/{written(cast).code}"
    later = {"at": "later", "on": "2026-11-27", "time": "09:00", "pace": "60"}
    assert dora.post(f"{address}/release", data=later).status_code == 303
    assert "Fri 27 Nov, 09:00 (Berlin)" in dora.get(address).get_data(as_text=True)
    assert dora.post(f"{address}/words", data=WORDS).status_code == 409
    dora.post(f"{address}/cancellation")
    assert dora.post(f"{address}/words", data=WORDS).status_code == 303
    assert dora.post(f"{address}/removal").status_code == 303
    assert not Rows(Message).any()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"at": "later"}, "Please choose a day and a time."),
        ({"at": "later", "on": "2027-03-28", "time": "02:30"}, "02:30 does not exist on that night"),
        ({"at": "later", "on": "2026-11-01", "time": "09:00"}, "This time has passed already."),
        ({"pace": "7"}, "Not a valid choice"),
    ],
)
def test_a_time_that_cannot_be_is_said_at_its_field(
    dora: FlaskClient, cast: Cast, typed: dict[str, str], said: str
) -> None:
    message = written(cast)
    answer = dora.post(f"/e/career-day/messages/{message.code}/release", data={"at": "now", "pace": "60"} | typed)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert message.state == "draft"


def test_an_hour_that_comes_twice_is_shown(dora: FlaskClient, cast: Cast) -> None:
    message = released(cast, wall=datetime(2027, 10, 31, 2, 30))  # noqa: DTZ001 - wall time
    page = dora.get(f"/e/career-day/messages/{message.code}").get_data(as_text=True)
    assert "02:30 comes twice that night" in page


def test_no_address_is_shown_that_the_office_does_not_have(
    dora: FlaskClient, cast: Cast, app: Flask, smtp: SmtpServer
) -> None:
    smtp.answer_to["RCPT"] = "550 5.1.1 unknown"
    listed(cast, "Finn Weber")
    message = released(cast, pace=1_000_000)
    deliver(app)
    deliver(app)
    page = dora.get(f"/e/career-day/messages/{message.code}").get_data(as_text=True)
    assert "There is no mailbox with this address." in page
    assert "ada@example.org" not in page


def test_messages_are_not_for_helpers_nor_for_other_organisers(cast: Cast, browser_of: BrowserOf) -> None:
    message = written(cast)
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.eve.id, role="helper"))
    db.session.commit()
    for person in (cast.eve, cast.otto, cast.ada):
        client = browser_of(person)
        for path in ("", "/new", f"/{message.code}", f"/{message.code}/words", f"/{message.code}/letter"):
            assert client.get(f"/e/career-day/messages{path}").status_code == 404
        for path in ("test", "release", "cancellation", "removal"):
            assert client.post(f"/e/career-day/messages/{message.code}/{path}").status_code == 404
    assert browser_of(cast.otto).get(f"/e/elsewhere/messages/{message.code}").status_code == 404


def test_looking_at_the_way_out_changes_nothing_and_one_tap_goes_it(client: FlaskClient, cast: Cast) -> None:
    address = f"/u/{token_for(cast.event.organiser.code, 'ada@example.org')}"
    assert "Unsubscribe" in client.get(address).get_data(as_text=True)
    assert not Rows(Unsubscription).any()
    assert client.post(address).headers["Location"] == address
    assert client.get(address).headers["Referrer-Policy"] == "no-referrer"
    assert "sends you no more messages" in client.get(address).get_data(as_text=True)
    client.post(f"{address}/return")
    assert not Rows(Unsubscription).any()


def test_who_quotes_the_way_out_does_not_open_the_way_back(
    client: FlaskClient, cast: Cast, app: Flask, browser_of: BrowserOf
) -> None:
    """The organiser and a stranger hold the link as well; neither undoes what the reader wished."""
    address = f"/u/{token_for(cast.event.organiser.code, 'ada@example.org')}"
    client.post(address)
    for browser in (browser_of(cast.dora), browser_of(cast.eve), app.test_client()):
        browser.post(address)
        assert "I want them after all" not in browser.get(address).text
        assert browser.post(f"{address}/return").status_code == 404
    assert Rows(Unsubscription).count() == 1
    browser_of(cast.ada).post(f"{address}/return")
    assert not Rows(Unsubscription).any()


def test_a_mail_program_needs_no_page_and_no_token(client: FlaskClient, cast: Cast) -> None:
    address = f"/u/{token_for(cast.event.organiser.code, 'ada@example.org')}"
    for _again in range(2):
        answer = client.post(address, data={"List-Unsubscribe": "One-Click"}, csrf=False)
        assert (answer.status_code, answer.data) == (200, b"")
    assert Rows(Unsubscription).count() == 1


@pytest.mark.parametrize("data", [{}, {"List-Unsubscribe": "x"}, {"List-Unsubscribe": "One-Click", "more": "1"}])
def test_no_other_site_unsubscribes_anybody(client: FlaskClient, cast: Cast, data: dict[str, str]) -> None:
    address = f"/u/{token_for(cast.event.organiser.code, 'ada@example.org')}"
    assert client.post(address, data=data, csrf=False).status_code == 400
    assert not Rows(Unsubscription).any()


def test_a_way_out_cannot_be_made_up(client: FlaskClient, cast: Cast, app: Flask) -> None:
    import base64

    code = cast.event.organiser.code
    good = token_for(code, "ada@example.org")
    other_purpose = base64.urlsafe_b64encode(seal(f"{code}|ada@example.org".encode(), "import draft")).decode()
    for token in (good[:-2], good[:-1] + ("A" if good[-1] != "A" else "B"), "x", "é", other_purpose.rstrip("=")):
        assert client.get(f"/u/{token}").status_code == 404
        one_tap = client.post(f"/u/{token}", data={"List-Unsubscribe": "One-Click"}, csrf=False)
        assert one_tap.status_code == 404
    assert not Rows(Unsubscription).any()


def test_unsubscribing_ends_the_messages_of_one_organiser_and_nothing_else(
    client: FlaskClient, cast: Cast, app: Flask, smtp: SmtpServer
) -> None:
    Unsubscription.note(cast.elsewhere.organiser, "ada@example.org")
    Unsubscription.note(cast.event.organiser, "ben@example.org")
    db.session.commit()
    released(cast, pace=1_000_000_0)
    client.post("/sign-in", data={"email": "ben@example.org"})
    deliver(app)
    deliver(app)
    kinds = {(letter.kind, letter.to_address) for letter in Rows(Letter)}
    assert ("digits", "ben@example.org") in kinds
    assert ("message", "ada@example.org") in kinds
    assert ("message", "ben@example.org") not in kinds
