"""Asking a pretix server: one page of orders, one bounded call.

Sent by urllib3 itself, which lets us connect to the address that was looked at and still hold the certificate against
the name; libraries above it read proxies and passwords from the environment. Redirects are not followed, and a watch
ends a server that hangs or drips, whatever it sends.
"""

import random
import ssl
import time
from contextlib import closing, suppress
from socket import SHUT_RDWR
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct

from eventnet.organising.pulling.addresses import Server
from eventnet.organising.pulling.orders import Page, read_page
from eventnet.organising.pulling.troubles import Trouble

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection

TRIES = 2
PAUSE = 0.5  # seconds, times one to two
SHORT = 2.0  # what a server may ask us to wait without being asked later
LONGEST_WAIT = 3600.0
MOST_BYTES = 20_000_000
PIECE = 65_536
REFUSALS = {401: "token-refused", 403: "token-refused", 404: "not-found", 410: "not-found", 429: "busy", 503: "busy"}


class Client(Struct, frozen=True):
    """For one event at one server. `patience` is in seconds, for each call with everything in it."""

    server: Server
    organiser: str
    event: str
    token: str
    patience: float

    def page(self, asked: str) -> Page:
        """The orders that the query `asked` leads to. Tries again once, a moment later, what may pass."""
        for number in range(1, TRIES + 1):
            try:
                return self._page(asked)
            except Trouble as trouble:
                wait = max(PAUSE * random.uniform(1, 2), trouble.again_in or 0)  # noqa: S311 - spreads, hides nothing
                if number == TRIES or not trouble.is_passing or wait > SHORT:
                    raise
                time.sleep(wait)
        raise AssertionError("unreachable")

    def _page(self, asked: str) -> Page:
        path = f"/api/v1/organizers/{quote(self.organiser, '')}/events/{quote(self.event, '')}/orders/"
        last = Trouble("down")
        for address in self.server.addresses():
            try:
                return self._from(address, f"{path}?{asked}")
            except ConnectionError:
                continue
        raise last

    def _from(self, address: str, path: str) -> Page:
        """ConnectionError: nobody there, so another address of the server may serve."""
        from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError

        connection = connected_to(self.server, address, self.patience)
        ends, watch = time.monotonic() + self.patience, Timer(self.patience, _end, [connection])
        watch.start()
        try:
            connection.request("GET", path, headers=self._headers, preload_content=False)
            return _answer(connection)
        except Trouble as trouble:  # half an answer is none
            raise Trouble("down") if time.monotonic() >= ends else trouble from None
        except ssl.SSLCertVerificationError:
            raise Trouble("certificate") from None
        except (NewConnectionError, NameResolutionError) as error:
            raise ConnectionError from error
        except (HTTPError, OSError, ValueError):
            raise Trouble("down") from None
        finally:
            watch.cancel()
            connection.close()

    @property
    def _headers(self) -> dict[str, str]:
        return {
            "Host": self.server.netloc,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Authorization": f"Token {self.token}",
            "User-Agent": "eventnet",
        }


def connected_to(server: Server, address: str, patience: float) -> "HTTPConnection":
    """A connection to be opened: to this address, with a certificate for the server's name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if server.scheme == "http":
        return HTTPConnection(address, server.port, timeout=patience)
    context = ssl.create_default_context()
    return HTTPSConnection(address, server.port, timeout=patience, ssl_context=context, server_hostname=server.host)


def first_query(since: str = "") -> str:
    """Cancelled positions too: who is coming no more must be known."""
    asked = {"ordering": "datetime", "include_canceled_positions": "true", "page_size": "50"}
    return urlencode(asked | ({"modified_since": since} if since else {}))


def _answer(connection: "HTTPConnection") -> Page:
    with closing(connection.getresponse()) as response:
        if response.status != 200:
            raise _refusal(response.status, response.headers.get("Retry-After", ""))
        if not response.headers.get("Content-Type", "").startswith("application/json"):
            raise Trouble("junk")
        body = bytearray()
        while piece := response.read(PIECE, decode_content=False):
            body += piece
            if len(body) > MOST_BYTES:
                raise Trouble("too-large")
        return read_page(bytes(body), response.headers.get("X-Page-Generated", ""))


def _refusal(status: int, after: str) -> Trouble:
    if 300 <= status < 400:
        return Trouble("redirected")
    code = REFUSALS.get(status, "down" if status >= 500 else "junk")
    seconds = float(after) if after.isdecimal() and len(after) < 7 else None
    return Trouble(code, None if seconds is None else min(seconds, LONGEST_WAIT))


def next_query(next_: str | None) -> str | None:
    """Of the address of the next page only the query: never another host or path, whatever it says."""
    return urlsplit(next_).query or None if next_ else None


def _end(connection: "HTTPConnection") -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)
