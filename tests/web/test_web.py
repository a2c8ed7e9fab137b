"""What every answer has in common, errors included."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from eventnet import create_app
from eventnet.addresses import address_of
from eventnet.config import Settings
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web import policies
from eventnet.web.filters import day, span, when
from eventnet.web.languages import speaking
from tests.cast import NOW, Cast
from tests.objects import furnish

BrowserOf = Callable[[Person], FlaskClient]
THE_SAME_FOR_ALL = {"web.asset", "pwa.manifest", "pwa.worker", "exchange.event_keys", "exchange.openapi"}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/sign-in", "/healthz", "/profile", "/api/v1/nowhere"])
def test_every_answer_is_guarded(cast: Cast, client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_nothing_personal_is_kept_by_a_browser(app: Flask, cast: Cast, browser_of: BrowserOf) -> None:
    """Photos and files too: a card that was withdrawn must not lie in the cache of a shared computer."""
    world, kept = furnish(cast), {}
    ada = browser_of(cast.ada)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and rule.endpoint not in THE_SAME_FOR_ALL:
            answer = ada.get(world.path(rule))
            if answer.headers["Cache-Control"] != "no-store":
                kept[rule.rule] = answer.headers["Cache-Control"]
    assert kept == {}


def test_https_is_kept_and_its_cookie_is_bound_to_the_host(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://events.example.org"))
    answer = app.test_client().get("/sign-in", base_url="https://events.example.org")
    cookie = answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert cookie.startswith("__Host-eventnet=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_links_that_leave_the_house_ignore_the_host_header(cast: Cast, app: Flask) -> None:
    with app.test_request_context("/", headers={"Host": "evil.example"}):
        assert address_of("web.health") == "http://localhost/healthz"


def test_an_unknown_page_says_what_to_do(cast: Cast, client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert b"Check the link, or scan the code again" in answer.data


def test_an_error_speaks_german(cast: Cast, client: FlaskClient) -> None:
    page = client.get("/nowhere", headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert 'lang="de"' in page
    assert "Check the link" not in page


def test_the_api_answers_errors_in_json(cast: Cast, client: FlaskClient) -> None:
    answer = client.get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer.get_json()["error"] == "http-404"


def test_who_asks_in_a_way_that_is_not_taken_learns_which_are(cast: Cast, client: FlaskClient) -> None:
    for path in ("/api/v1/scans", "/healthz"):
        answer = client.delete(path)
        assert answer.status_code == 405
        assert "OPTIONS" in answer.allow


@pytest.fixture
def broken_app(settings: Settings) -> Flask:
    """An app with pages that fail on purpose, as views may fail."""
    app = create_app(settings)

    def fail(error: Exception) -> Callable[[], str]:
        def view() -> str:
            raise error

        return view

    app.add_url_rule("/refused", "refused", fail(Refused("met", "You two have already met.")))
    app.add_url_rule("/locked", "locked", fail(OperationalError("", {}, Exception("database is locked"))))
    app.add_url_rule("/crash", "crash", fail(ZeroDivisionError("secret words")))
    return app


def test_a_refusal_is_answered_in_its_words(broken_app: Flask) -> None:
    answer = broken_app.test_client().get("/refused")
    assert answer.status_code == 409
    assert b"You two have already met." in answer.data


def test_a_busy_database_asks_for_a_little_patience(broken_app: Flask) -> None:
    answer = broken_app.test_client().get("/locked")
    assert answer.status_code == 503
    assert 2 <= int(answer.headers["Retry-After"]) <= 8


def test_a_crash_tells_nothing_of_the_inside(broken_app: Flask) -> None:
    answer = broken_app.test_client().get("/crash")
    assert answer.status_code == 500
    assert b"secret words" not in answer.data
    assert b"Traceback" not in answer.data


def test_an_endpoint_without_a_policy_stops_the_start(broken_app: Flask) -> None:
    with pytest.raises(policies.Undeclared, match="refused"):
        policies.require_all(broken_app)


def test_stylesheet_and_script_are_kept_for_good(cast: Cast, client: FlaskClient) -> None:
    page = client.get("/sign-in").get_data(as_text=True)
    kinds = {"css": "text/css", "js": "text/javascript"}
    for address in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == kinds[address.rsplit(".", 1)[1]]
        assert "immutable" in answer.headers["Cache-Control"]
    assert re.search(r'href="/assets/[^"]+/css/eventnet.css"', page)


def test_the_font_of_the_stylesheet_is_one_of_ours(cast: Cast, client: FlaskClient) -> None:
    """It is not preloaded: on a slow network it would take the stylesheet's place in the queue."""
    page = client.get("/sign-in").get_data(as_text=True)
    sheet = re.search(r'href="(/assets/[^"]+/css/)[^"]+\.css"', page)
    assert sheet
    font = re.search(r'url\("(\.\./fonts/[^"]+)"\)', client.get(f"{sheet.group(1)}eventnet.css").get_data(as_text=True))
    assert font
    answer = client.get(sheet.group(1).removesuffix("css/") + font.group(1).removeprefix("../"))
    assert (answer.status_code, answer.mimetype) == (200, "font/woff2")


@pytest.mark.parametrize("name", ["../../wsgi.py", "..%2f..%2fwsgi.py", "/etc/passwd", "css/nothing.css"])
def test_assets_give_nothing_but_static_files(cast: Cast, client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/x/{name}").status_code in {308, 404}


def test_pages_are_compressed(cast: Cast, client: FlaskClient) -> None:
    answer = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_the_house_stands(cast: Cast, client: FlaskClient) -> None:
    assert client.get("/healthz").data == b"ok\n"
    assert client.get("/readyz").status_code == 200


def test_dates_are_said_as_people_say_them(cast: Cast) -> None:
    with speaking("en"):
        assert when(NOW, "Europe/Berlin") == "Thu 26 Nov, 10:30 (Berlin)"
        assert day(NOW.replace(year=2025)) == "26 Nov 2025"
        assert span(cast.event.starts_at, cast.event.ends_at, "Europe/Berlin") == "Thu 26 Nov, 09:30–17:30"
    with speaking("de"):
        assert when(NOW, "Europe/Berlin") == "Do. 26. Nov., 10:30\u00a0Uhr (Berlin)"


def test_the_browser_s_language_is_the_first_choice(cast: Cast, client: FlaskClient) -> None:
    german = client.get("/sign-in", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    french = client.get("/sign-in", headers={"Accept-Language": "fr"})
    assert 'lang="de"' in german.get_data(as_text=True)
    assert 'lang="en"' in french.get_data(as_text=True)


def test_no_page_names_another_host(cast: Cast, browser_of: BrowserOf) -> None:
    page = browser_of(cast.ada).get("/profile").get_data(as_text=True)
    loaded = re.findall(r'(?:src|href|action)="(https?://[^"]+)"', page)
    assert loaded == []


def test_templates_and_scripts_load_nothing_from_elsewhere() -> None:
    root = Path(__file__).parents[2]
    files = [*root.glob("templates/**/*.html"), *root.glob("static/js/**/*.js"), *root.glob("static/css/**/*.css")]
    pages = [path for path in files if "mail" not in path.parts and "vendor" not in path.parts]
    named = [
        str(path) for path in pages if re.search(r"""(src|href)=["']https?:|url\(["']?https?:""", path.read_text())
    ]
    assert named == []
