"""Answers that are sent once: who already has this version gets 304 and no body (RFC 9110, 13.1.2)."""

import hashlib
from collections.abc import Callable

from flask import Response, request, session


def etag_of(*parts: bytes) -> str:
    """The same parts, the same tag."""
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()[:32]


def unless_known(etag: str, body: Callable[[], bytes]) -> Response:
    """JSON. The body is made only for those who do not have it."""
    response = Response(status=304) if _is_known(etag) else Response(body(), mimetype="application/json")
    response.set_etag(etag)
    return response


def for_everybody(response: Response, seconds: int) -> Response:
    """Shared caches may keep it: nothing in it depends on who asked, and no cookie goes with it."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    session.modified = False
    return response


def _is_known(etag: str) -> bool:
    """Compression puts its own name behind ours, after a colon. An empty tag is read as None."""
    asked = request.if_none_match
    return asked.star_tag or etag in {known.partition(":")[0] for known in asked.as_set(include_weak=True) if known}
