"""The first visit: at most 40 kB over the wire in at most 4 requests, nothing from elsewhere."""

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Request

from eventnet.db import db
from tests.browsing import Live, Open
from tests.cast import Cast
from tests.waiting import until

ABOUT = "Forty employers, six talks, one evening by the river. Bring questions, and a friend.\n" * 8


def test_its_html_is_small_before_compression(cast: Cast, client: FlaskClient):
    cast.event.about = ABOUT
    db.session.commit()
    assert len(client.get("/e/career-day").data) <= 20_000


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/e/career-day", "/"])
def test_the_first_visit_is_light(live: Live, phone: Open, path: str):
    live.cast.event.about = ABOUT
    db.session.commit()
    page = phone()
    seen: list[Request] = []
    page.on("requestfinished", lambda request: seen.append(request))
    page.goto(path, wait_until="networkidle")
    answers = [request for request in seen if not request.url.startswith("data:")]
    assert all(request.url.startswith(live.url) for request in answers)
    assert len(answers) <= 4
    sizes = [request.sizes() for request in answers]
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= 40_000


@pytest.mark.browser
def test_the_browser_finds_the_icon_of_the_tab_and_asks_for_no_other(live: Live, phone: Open, caplog):
    phone().goto("/", wait_until="networkidle")
    phone(live.cast.ada).goto("/code", wait_until="networkidle")
    until(lambda: "/app/touch-180.png" in caplog.text)
    assert "/favicon.ico" not in caplog.text
