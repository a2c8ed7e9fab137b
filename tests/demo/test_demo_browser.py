"""The demo in a real browser: letters are read in a frame, their links are followed, every page is for everybody."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db
from eventnet.demo import world
from eventnet.mail.models import Letter
from tests.accessibility import violations
from tests.browsing import LOOKS, PHONE
from tests.databases import PostgresDatabase, SqliteFiles
from tests.smtp_server import free_port

pytestmark = pytest.mark.browser


@dataclass
class Demo:
    """The demo behind a real address, and a letter with an invitation."""

    app: Flask
    url: str
    letter: str


@pytest.fixture
def demo(databases: SqliteFiles | PostgresDatabase, tmp_path: Path) -> Iterator[Demo]:
    port = free_port()
    settings = Settings(demo="1", data_dir=str(tmp_path), base_url=f"http://127.0.0.1:{port}")
    app = create_app(replace(settings, database_url=databases.fresh_url(tmp_path)))
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    with app.app_context():
        world.fill()
        letter = Letter.newest().where(Letter.calendar.is_not(None)).first()
        assert letter is not None
        code = letter.code
        db.session.commit()
        thread.start()
        yield Demo(app, settings.base_url, code)
        server.shutdown()
        thread.join()
        db.engine.dispose()


def open_page(chromium: Browser, demo: Demo, **options: object) -> Page:
    return chromium.new_context(viewport=PHONE, base_url=demo.url, **options).new_page()  # type: ignore[arg-type]


def test_a_link_in_a_framed_letter_opens_the_answer_page(chromium: Browser, demo: Demo) -> None:
    page = open_page(chromium, demo, locale="en-GB")
    page.goto("/demo/mailbox")
    page.get_by_role("link", name="Amara Diallo would like to meet you").click()
    page.frame_locator("iframe").get_by_role("link", name="Answer Amara Diallo").click()
    page.wait_for_url("**/r/*")
    assert "Amara Diallo" in page.get_by_role("heading", level=1).inner_text()
    page.context.close()


def test_being_ada_takes_two_clicks(chromium: Browser, demo: Demo) -> None:
    page = open_page(chromium, demo, locale="en-GB")
    page.goto("/")
    page.get_by_role("link", name="Demo: people and letters").click()
    page.get_by_role("button", name="Sign in as Ada Lindqvist").click()
    page.goto("/follow-up")
    assert "Amara Diallo" in page.get_by_role("main").inner_text()
    page.context.close()


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_every_page_of_the_demo_is_for_everybody(chromium: Browser, demo: Demo, language: str, theme: str) -> None:
    page, wrong = open_page(chromium, demo, locale=language, color_scheme=theme), {}
    faces = [f"/demo/mailbox/{demo.letter}{face}" for face in ("", "/text", "/source", "/calendar")]
    for path in ["/demo", "/demo/mailbox", *faces]:
        page.goto(path)
        problems = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append("wider than the phone")
        if problems:
            wrong[path] = problems
    assert wrong == {}
    page.context.close()
