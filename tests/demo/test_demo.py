"""The demo exists on a local machine only; there anybody can be anybody and read every letter."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventnet import create_app
from eventnet.config import Misconfigured, Settings
from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, post
from eventnet.people.models import Device, Person
from eventnet.rows import Rows
from tests.cast import Cast, make_cast
from tests.judge import JudgingClient
from tests.smtp_server import deliver

WORDS = Words(
    "Ben & <Ada>", ["You met."], actions=[("Answer", "http://localhost/r/123")], quote="<script>alert(1)</script>"
)
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def demo(settings: Settings, travel: object) -> Iterator[Flask]:
    """The app as a demo, with the cast instead of the demo world."""
    app = create_app(replace(settings, demo="1"))
    app.testing = True
    app.test_client_class = JudgingClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def people(demo: Flask) -> Cast:
    return make_cast()


@pytest.fixture
def browser(demo: Flask, people: Cast) -> FlaskClient:
    return demo.test_client()


@pytest.fixture
def letter(people: Cast) -> Letter:
    found = post("request", people.ada, "request 1", WORDS, by=people.ben, calendar=CALENDAR, method="REQUEST")
    assert found is not None
    db.session.commit()
    return found


@pytest.mark.parametrize("path", ["/demo", "/demo/mailbox", "/demo/mailbox/0123456789ABCDEF", "/demo/devices"])
def test_there_is_no_demo_on_a_real_server(client: FlaskClient, cast: Cast, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, data={"person": cast.ada.code}).status_code == 404


@pytest.mark.parametrize(
    "more",
    [{"EVENTNET_SMTP_URL": "smtp://mail.example.org"}, {"EVENTNET_BASE_URL": "https://events.example.org"}],
)
def test_a_demo_never_starts_beside_the_real_world(more: dict[str, str]) -> None:
    assert Settings.read({"EVENTNET_DEMO": "1"}).is_demo
    with pytest.raises(Misconfigured):
        Settings.read({"EVENTNET_DEMO": "1"} | more)


def test_one_click_signs_in_as_anybody(browser: FlaskClient, people: Cast) -> None:
    assert "Sign in as Ben Okafor" in browser.get("/demo").get_data(as_text=True)
    answer = browser.post("/demo/devices", data={"person": people.ben.code})
    assert answer.status_code == 303
    assert "Ben Okafor" in browser.get("/profile/preview").get_data(as_text=True)


def test_being_another_ends_being_the_one(browser: FlaskClient, people: Cast) -> None:
    for person in (people.ben, people.ada):
        browser.post("/demo/devices", data={"person": person.code})
    page = browser.get("/profile/preview").get_data(as_text=True)
    assert "Ada Lindqvist" in page
    assert "Ben Okafor" not in page


def test_nobody_unknown_can_be_signed_in(browser: FlaskClient, people: Cast) -> None:
    assert browser.post("/demo/devices", data={"person": "0123456789ABCDEF"}).status_code == 404
    assert not Rows(Device).any()


def test_signing_in_needs_a_button_of_ours(browser: FlaskClient, people: Cast) -> None:
    answer = browser.open("/demo/devices", method="POST", csrf=False, data={"person": people.ben.code})
    assert answer.status_code == 400


def test_letters_of_the_demo_stay_in_its_mailbox(demo: Flask, browser: FlaskClient, letter: Letter) -> None:
    assert "waiting" in browser.get("/demo/mailbox").get_data(as_text=True)
    deliver(demo)
    assert letter.sent_at is not None
    page = browser.get("/demo/mailbox").get_data(as_text=True)
    assert "waiting" not in page
    assert "Ben &amp; &lt;Ada&gt;" in page


def test_the_mailbox_is_paged_and_shows_the_newest_first(browser: FlaskClient, people: Cast) -> None:
    for number in range(60):
        post("request", people.ada, f"request {number}", Words(f"Letter {number}.", ["x"]))
    db.session.commit()
    seen, address = [], "/demo/mailbox"
    while address:
        page = browser.get(address).get_data(as_text=True)
        seen += [int(part.partition(".")[0]) for part in page.split(">Letter ")[1:]]
        address = next((part.partition('"')[0] for part in page.split('href="')[1:] if "before=" in part[:60]), "")
    assert seen == list(range(59, -1, -1))


def test_one_readers_letters(browser: FlaskClient, people: Cast, letter: Letter) -> None:
    assert letter.code in browser.get(f"/demo/mailbox?reader={people.ada.code}").get_data(as_text=True)
    assert letter.code not in browser.get(f"/demo/mailbox?reader={people.ben.code}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("face", "words"),
    [
        ("", "iframe"),
        ("/text", 'href="http://localhost/r/123"'),
        ("/source", "Message-ID: &lt;"),
        ("/calendar", "METHOD:REQUEST"),
    ],
)
def test_a_letter_has_four_faces(browser: FlaskClient, letter: Letter, face: str, words: str) -> None:
    page = browser.get(f"/demo/mailbox/{letter.code}{face}").get_data(as_text=True)
    assert words in page
    assert "<script>alert" not in page


def test_the_calendar_file_is_taken_along(browser: FlaskClient, letter: Letter) -> None:
    answer = browser.get(f"/demo/mailbox/{letter.code}/invite.ics")
    assert answer.data.decode() == CALENDAR
    assert answer.content_type == "text/calendar; charset=utf-8; method=REQUEST"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_letter_without_invitation_has_no_calendar_face(browser: FlaskClient, people: Cast) -> None:
    plain = post("card_given", people.ada, "card 1", WORDS)
    assert plain is not None
    db.session.commit()
    assert "Calendar file" not in browser.get(f"/demo/mailbox/{plain.code}").get_data(as_text=True)
    assert browser.get(f"/demo/mailbox/{plain.code}/calendar").status_code == 404
    assert browser.get(f"/demo/mailbox/{plain.code}/invite.ics").status_code == 404


def test_the_framed_letter_can_run_nothing_and_its_links_leave_the_frame(demo: Flask, letter: Letter) -> None:
    answer = FlaskClient(demo).get(f"/demo/mailbox/{letter.code}/page")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in answer.get_data(as_text=True)
    assert "<script>" not in answer.get_data(as_text=True)


def test_no_other_page_may_be_framed(browser: FlaskClient, letter: Letter) -> None:
    for path in ("/demo", f"/demo/mailbox/{letter.code}", "/sign-in"):
        answer = browser.get(path)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_every_page_of_the_demo_shows_the_way_back(browser: FlaskClient) -> None:
    assert 'href="/demo"' in browser.get("/sign-in").get_data(as_text=True)


def test_no_page_elsewhere_speaks_of_a_demo(client: FlaskClient, cast: Cast) -> None:
    assert "demo" not in client.get("/sign-in").get_data(as_text=True).lower()


def test_an_empty_demo_says_what_to_do(demo: Flask) -> None:
    assert not Rows(Person).any()
    assert "eventnet demo" in demo.test_client().get("/demo").get_data(as_text=True)
    assert "No letters yet" in demo.test_client().get("/demo/mailbox").get_data(as_text=True)
