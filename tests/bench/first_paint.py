"""The first visit on a slow phone network (400 kbit/s, 400 ms): when the page can be read, and whether it moved.

The baseline is the same network with a page of one line and nothing else.
"""

import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import time_machine
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db
from tests.browsing import PHONE, QUIET
from tests.cast import NOW, make_cast
from tests.databases import SECRET_KEY, prepare
from tests.smtp_server import free_port

ROUNDS = 5
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400 * 1000 / 8, "uploadThroughput": 400 * 1000 / 8}
PAINTED = """() => new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) shift += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => setTimeout(() => done([list.getEntries().at(-1).startTime, shift]), 1500))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""


def main() -> None:
    with time_machine.travel(NOW, tick=True), site() as (url, pages), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        print(f"{'page':12} {'readable after':>15} {'moved by':>9}   (median of {ROUNDS} visits)")
        for name, path in pages.items():
            rounds = [visit(browser, url + path) for _ in range(ROUNDS)]
            painted, moved = (statistics.median(each) for each in zip(*rounds, strict=True))
            print(f"{name:12} {painted:12.0f} ms {moved:9.4f}")
        browser.close()


def visit(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address)
    painted, moved = page.evaluate(PAINTED)
    context.close()
    return painted, moved


@contextmanager
def site() -> Iterator[tuple[str, dict[str, str]]]:
    with tempfile.TemporaryDirectory() as directory:
        database, port = f"sqlite:///{Path(directory) / 'bench.sqlite3'}", free_port()
        url = f"http://127.0.0.1:{port}"
        prepare(database)
        app = create_app(Settings(database_url=database, secret_key=SECRET_KEY, data_dir=directory, base_url=url))
        with app.app_context():
            cast = make_cast()
            pages = {"one line": "/healthz", "event page": f"/e/{cast.event.slug}"}
            pages["public card"] = f"/B/{cast.at(cast.ben).badge}"
            db.session.commit()
            server = make_server("127.0.0.1", port, app, threaded=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield url, pages
            server.shutdown()
            db.engine.dispose()


if __name__ == "__main__":
    main()
