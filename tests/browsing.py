"""A real Chromium in front of the app as it runs, and what it is asked about every page.

def test_x(live, phone):
    page = phone(live.cast.ada)          # a signed-in phone; phone() is nobody's
    page.goto(live.url + "/code")
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db, reading
from eventnet.people.models import Person
from tests.cast import NOW, Cast, make_cast, session_cookie
from tests.databases import SECRET_KEY, PostgresDatabase, SqliteFiles
from tests.smtp_server import SmtpServer, free_port
from tests.waiting import PATIENCE

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# Both languages and both themes; `make campaign` crosses them (EVERY_LOOK=1).
LOOKS = [("en-GB", "light"), ("de-DE", "dark")]
if os.environ.get("EVERY_LOOK"):
    LOOKS += [("en-GB", "dark"), ("de-DE", "light")]
# Chromium makes two pages of its own for each new window, for what is typed into an address bar that nobody sees: two
# fifths of the work of opening one.
ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
# What Playwright switches off (chromiumSwitches.ts), since a second list takes the place of the first.
AS_PLAYWRIGHT = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    f"--disable-features={','.join([*ADDRESS_BAR, *AS_PLAYWRIGHT])}",
]


@dataclass
class Live:
    """The app behind a real address, its mail server and its cast."""

    app: Flask
    url: str
    smtp: SmtpServer
    cast: Cast


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def ticking() -> Iterator[time_machine.Traveller]:
    """Half past ten on the career day, and the clock runs on: a browser does not stand still."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def live(databases: SqliteFiles | PostgresDatabase, tmp_path: Path, ticking: time_machine.Traveller) -> Iterator[Live]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with SmtpServer() as smtp:
        bare = Settings(secret_key=SECRET_KEY, data_dir=str(tmp_path), base_url=url, smtp_url=smtp.url)
        app = create_app(replace(bare, database_url=databases.fresh_url(tmp_path)))
        server = make_server("127.0.0.1", port, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        with app.app_context():
            cast = make_cast()
            with reading():  # a test that looks into the database must not hold the lock that a browser waits for
                yield Live(app, url, smtp, cast)
            db.session.remove()
            server.shutdown()
            thread.join()
            db.engine.dispose()


Open = Callable[..., Page]


def patiently(page: Page) -> None:
    """Nobody taps before the scripts of a page are there: until then a person has not even looked."""
    page.add_locator_handler(page.locator("html:has(script[src$='/js/main.js']):not([data-bound])"), lambda: None)


@pytest.fixture
def phone(live: Live, chromium: Browser) -> Iterator[Open]:
    """`phone(person)`: a page in a browser of its own, 390 pixels wide unless told otherwise.

    Without a service worker, so that a test sees the server's pages; `service_workers="allow"` lets it in.
    """
    contexts: list[BrowserContext] = []

    def open_page(person: Person | None = None, **options: object) -> Page:
        settings = {"viewport": PHONE, "locale": "en-GB", "base_url": live.url, "service_workers": "block"}
        settings |= options
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        if person is not None:
            name, value = session_cookie(live.app, person)
            context.add_cookies([{"name": name, "value": value, "url": live.url}])
        if settings.get("java_script_enabled", True):
            context.on("page", patiently)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
