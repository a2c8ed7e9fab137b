"""What guards an address for programs in place of a token: it must be our own page that asks (OWASP CSRF cheat sheet).

A form of another site cannot set a header of its own, and a script there must ask first, which we never allow.
"""

from urllib.parse import urlsplit

from flask import Request

from eventnet.addresses import settings

HEADER = "X-Eventnet"
OUR_OWN = frozenset({"same-origin", "none"})
PORTS = {"http": 80, "https": 443}


def comes_from_us(request: Request) -> bool:
    """The header `X-Eventnet: 1`; Origin and Sec-Fetch-Site, where a browser sends them, name this site."""
    headers = request.headers
    if headers.get(HEADER) != "1" or headers.get("Sec-Fetch-Site", "none") not in OUR_OWN:
        return False
    origin, ours = headers.get("Origin"), settings().base_url
    return origin is None or origin == ours or _parts(origin) == _parts(ours)


def _parts(address: str) -> tuple[str, str | None, int | None] | None:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
