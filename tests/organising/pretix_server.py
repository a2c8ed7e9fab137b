"""A server on this machine that answers in the shapes of pretix (doc/api/resources/orders.rst), or misbehaves."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "e1l6gq2ye72thbwkacj7jbri7a7tvxe614ojv8ybureain92ocub46t5gab5966k"
PATH = "/api/v1/organizers/acme/events/fair/orders/"


def position(number: int, name: str | None, **more: Any) -> dict[str, Any]:
    """As in the documentation, with its misspelling and with fields that we do not read."""
    return {
        "id": 23000 + number, "order": "?", "positionid": number, "canceled": False, "item": 1345, "variation": None,
        "price": "23.00", "attendee_name": name, "attendee_name_parts": {"_scheme": "full", "full_name": name},
        "attendee_email": None, "company": None, "street": "Test street 12", "zipcode": "12345", "country": "DE",
        "state": None, "secret": f"z3fsn8jyufm5kpk768q69gkbyr5f4h{number:02}", "addon_to": None, "subevent": None,
        "valid_from": None, "valid_until": None, "blocked": None, "pseudonymization_id": f"MQLJvANO{number:02}",
        "seat": None, "checkins": [], "plugin_data": {},
        "answers": [{"question": 12, "question_identifier": "WY3TP9SL", "answer": "Foo", "option_idenfiters": []}],
    } | more  # fmt: skip


def order(code: str, *positions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "code": code, "event": "fair", "status": "p", "testmode": False, "secret": "k24fiuwvu8kxz3y1",
        "url": f"https://pretix.example/{code}/", "email": "buyer@example.org", "phone": "+491", "customer": None,
        "locale": "en", "sales_channel": "web", "datetime": "2026-11-01T10:00:00Z", "total": "23.00",
        "valid_if_pending": False, "require_approval": False, "fees": [], "payments": [], "refunds": [],
        "invoice_address": {"company": "Sample company", "name": "John Buyer", "name_parts": {}, "vat_id": ""},
        "positions": [each | {"order": code} for each in positions], "last_modified": "2026-11-01T10:00:00Z",
    } | more  # fmt: skip


@dataclass
class Pretix:
    """Its orders, what it was asked, and answers that come before the ordinary ones: status, headers, body."""

    orders: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    first: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    page_size: int = 50
    next_host: str = "http://169.254.169.254"
    hangs: threading.Event | None = None
    address: str = ""

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(path)
        said = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.asked.append(said)
        self.headers.append(headers)
        if self.first:
            return self.first.pop(0)
        if headers.get("Authorization") != f"Token {TOKEN}":
            return 401, JSON, b'{"detail": "Invalid token."}'
        if parts.path != PATH:
            return 404, JSON, b'{"detail": "Not found."}'
        return 200, JSON | {"X-Page-Generated": "2026-11-26T09:00:00.123456Z"}, self._page(said)

    def _page(self, said: dict[str, str]) -> bytes:
        changed = [one for one in self.orders if one["last_modified"] >= said.get("modified_since", "")]
        page = int(said.get("page", "1"))
        here = changed[(page - 1) * self.page_size : page * self.page_size]
        query = "&".join(f"{name}={value}" for name, value in (said | {"page": str(page + 1)}).items())
        is_last = page * self.page_size >= len(changed)
        next_ = None if is_last else f"{self.next_host}{PATH}?{query}"
        return json.dumps({"count": len(changed), "next": next_, "previous": None, "results": here}).encode()


JSON = {"Content-Type": "application/json"}


@contextmanager
def serving(pretix: Pretix, context: ssl.SSLContext | None = None) -> Iterator[Pretix]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pretix))
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    pretix.address = f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield pretix
    finally:
        if pretix.hangs:
            pretix.hangs.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(pretix: Pretix) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = pretix.answer(self.path, dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:1])
            self.wfile.flush()
            if pretix.hangs:
                pretix.hangs.wait(20)
            self.wfile.write(body[1:])

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler
