"""The offline part of a phone, asked from inside a real page; and what stands between phones and the app in a hall."""

import json
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Event
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page

from eventnet.people.models import Person
from tests.browsing import Live
from tests.cast import session_cookie

MODULES = ("signals", "clock", "database", "network", "person", "queue", "sync", "contacts", "rescue")
LOAD = """async (names) => {
  const load = (name) => import(`/assets/x/js/offline/${name}.js`);
  const modules = await Promise.all(names.map(load));
  window.eventnet = Object.fromEntries(names.map((name, at) => [name, modules[at][name] ?? modules[at]]));
}"""
Answer = tuple[str, str, str] | tuple[str, str, str, list[tuple[str, str]]]  # status, media type, body, more headers


class Phone:
    """`phone("queue.waiting()")` runs in the page. The page is a bare one, so that nothing else sends."""

    def __init__(self, page: Page, person: Person | None = None) -> None:
        self.page = page
        page.goto("/healthz")
        page.evaluate(LOAD, list(MODULES))
        self("network.pace.first = 20")
        if person:
            self("person.arrive(given)", person.code)

    def __call__(self, script: str, given: object = None) -> Any:
        names = ", ".join(MODULES)
        return self.page.evaluate(
            f"async (given) => {{ const {{{names}}} = eventnet; return await ({script}); }}", given
        )

    def add(self, *codes: str) -> list[dict[str, Any]]:
        return [self("queue.add(given)", {"code": code}) for code in codes]

    def until_empty(self) -> None:
        self(
            """new Promise((done, fail) => {
              setTimeout(fail, 10_000, new Error("something still waits"));
              const look = async () => (await queue.waiting()).length || done();
              signals.addEventListener("queue", look);
              look();
            })"""
        )

    def send(self) -> tuple[str, int]:
        sent = self("sync.send()")
        return sent["state"], sent["left"]


def sign_in_as(live: Live, context: BrowserContext, person: Person) -> None:
    name, value = session_cookie(live.app, person)
    context.add_cookies([{"name": name, "value": value, "url": live.url}])


class Hall:
    """Stands in front of the app's API: notes what comes, and answers in its place when `answer` says so."""

    def __init__(self, app: Flask) -> None:
        self.inner, app.wsgi_app = app.wsgi_app, self  # type: ignore[method-assign]
        self.answer: Callable[[str], Answer | None] = lambda _body: None
        self.bodies: list[dict[str, Any]] = []
        self.came, self.go_on, self.gave_up = Event(), Event(), False
        self.go_on.set()

    def hold(self) -> None:
        """What comes next waits for `go_on.set()`; `came.wait(5)` waits until it is there."""
        self.came.clear()
        self.go_on.clear()

    @property
    def ids(self) -> list[str]:
        """Of all scans that were handed in, in order, repeated ones repeatedly."""
        return [scan["id"] for body in self.bodies for scan in body["scans"]]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/api/v1/scans":
            return self.inner(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        self.bodies.append(json.loads(body))
        self.came.set()
        if not self.go_on.wait(10):
            self.gave_up = True
        if answer := self.answer(body.decode()):
            status, kind, text, *more = answer
            start_response(status, [("Content-Type", kind), *(more[0] if more else [])])
            return [text.encode()]
        return self.inner(environ | {"wsgi.input": BytesIO(body)}, start_response)
