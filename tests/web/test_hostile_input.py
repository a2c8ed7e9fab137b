"""What no person types: NUL characters, endless numbers, days at the end of time. Refused in words, never a crash."""

import io
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from eventnet.people.models import Person
from tests.cast import Cast
from tests.objects import World, furnish

BrowserOf = Callable[[Person], FlaskClient]
ARGUMENTS = ("after", "since", "q", "tag", "event", "size", "show", "coming", "past")
VALUES = ("\0", "9" * 30, "9" * 5000, "-1", "\ud800", "\u202e", "𝔸" * 300, "' OR 1=1 --")


@pytest.fixture
def world(cast: Cast) -> World:
    return furnish(cast)


def pages(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set()))


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_no_page_stumbles_over_its_arguments(app: Flask, world: World, browser_of: BrowserOf, value: str) -> None:
    broken = {}
    sent = dict.fromkeys(ARGUMENTS, value.encode("utf-8", "surrogatepass"))
    for name in ("ada", "dora"):
        client = browser_of(getattr(world.cast, name))
        for rule in pages(app):
            status = client.get(world.path(rule), query_string=sent).status_code
            if status >= 500:
                broken[rule.rule] = status
    assert broken == {}


def test_a_nul_in_an_address_is_no_address(app: Flask, world: World, browser_of: BrowserOf) -> None:
    broken = {}
    for name in ("ada", "dora"):
        client = browser_of(getattr(world.cast, name))
        for rule in app.url_map.iter_rules():
            for method in rule.methods & {"GET", "POST"}:
                for value in rule.arguments:
                    path = rule.build({each: "x" * 43 for each in rule.arguments} | {value: "\0"})
                    status = path and client.open(path[1], method=method).status_code
                    if status and status not in {400, 404, 409}:
                        broken[f"{method} {rule.rule}"] = status
    assert broken == {}


FORMS = {
    "/sign-in": {"email": "\0@example.org"},
    "/sign-in/code": {"digits": "12345\0"},
    "/language": {"language": "en", "next_": "/\0"},
    "/profile": {"name": "Ada\0", "card_life_days": "365", "offers": "a\0b", "link_website": "a.org/\0"},
    "/e/career-day/participation": {"name": "Fay\0", "email": "fay@example.org"},
    "/e/career-day/me": {"sharing": "ask", "differs": "here", "offers": "CAD\0"},
    "/code/typed": {"code": "\0"},
    "/follow-up/pace": {"requests_a_week": "\0"},
}


@pytest.mark.parametrize("path", FORMS)
def test_a_nul_in_a_form_is_refused(cast: Cast, app: Flask, browser_of: BrowserOf, path: str) -> None:
    for client in (app.test_client(), browser_of(cast.ada)):
        assert client.post(path, data=FORMS[path]).status_code == 400


def test_a_nul_in_a_note_or_a_letter_is_refused(world: World, browser_of: BrowserOf) -> None:
    ada, code = browser_of(world.cast.ada), world.codes
    for path, data in (
        (f"/contacts/{code['contact']}/note", {"text": "\0", "tags": "\0"}),
        (f"/scans/{code['scan']}/note", {"text": "\0"}),
        (f"/meetings/{code['meeting']}/cancellation", {"cancel-why": "\0"}),
        (f"/contacts/{code['contact']}/meeting-request", {"ask": "\0", "send": "1"}),
    ):
        assert ada.post(path, data=data).status_code == 400


def test_a_nul_in_the_name_of_a_file_is_refused(cast: Cast, browser_of: BrowserOf) -> None:
    file = (io.BytesIO(b"Name\nFay Young\n"), "list\0.csv")
    dora = browser_of(cast.dora)
    assert dora.post("/e/career-day/people/import", data={"file": file}).status_code in {303, 400}


def test_a_nul_in_a_scan_is_an_unknown_code(cast: Cast, browser_of: BrowserOf) -> None:
    scans = [
        {"id": "00000000-0000-4000-8000-00000000000" + str(number), "code": code, "scanned_at": "2026-11-26T09:30:00Z"}
        for number, code in enumerate(["\0", "/b/\0", "\ud800", "/b/" + "0" * 16 + "?\0"])
    ]
    answer = browser_of(cast.ada).post("/api/v1/scans", json={"scans": scans}, headers={"X-Eventnet": "1"})
    assert [result["outcome"] for result in answer.get_json()["results"]] == ["unknown"] * 4


def test_no_redirect_leads_to_the_host_that_a_request_names(client: FlaskClient) -> None:
    for path in ("/e//career-day", "/sign-in//code", "/sign-in/"):
        answer = client.get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 404
        assert "Location" not in answer.headers
