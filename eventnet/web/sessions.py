"""Cookies, request size, CSRF, and how a request's transaction begins."""

import hashlib
from copy import deepcopy
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response, has_request_context, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import event

from eventnet import db
from eventnet.clock import now
from eventnet.config import Settings
from eventnet.web.origin import comes_from_us

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
WEEK = 7 * 24 * 60 * 60
LARGEST_REQUEST = 24 * 1024 * 1024  # an attendee list
LARGEST_FIELD = 256 * 1024
KNOWN = 4096  # cookies that a process remembers, about a kilobyte each: those of a large congress


class Guard(CSRFProtect):
    """A form proves by its token that a page of ours sent it; a script proves it by what no other site can send."""

    def protect(self, *args: Any, **kwargs: Any) -> None:
        if request.method not in SAFE_METHODS and not comes_from_us(request):
            super().protect(*args, **kwargs)


csrf = Guard()


def init_app(app: Flask, settings: Settings) -> None:
    app.secret_key = settings.signing_key
    app.url_map.merge_slashes = False  # Werkzeug would redirect, to the host that the request names
    app.config.update(
        SESSION_COOKIE_NAME="__Host-eventnet" if settings.is_https else "eventnet",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=180),
        PREFERRED_URL_SCHEME="https" if settings.is_https else "http",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELD,
        WTF_CSRF_TIME_LIMIT=None,  # a page that lay open over lunch still works
        WTF_CSRF_SSL_STRICT=False,  # Referrer-Policy no-referrer on token pages; SameSite and the token guard
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
    )
    app.session_interface = Cookies()
    csrf.init_app(app)
    Compress(app)
    app.before_request(_begin)
    app.teardown_request(_end)


class Cookies(SecureCookieSessionInterface):
    """Written when something in the session changed, and once a week so that whoever comes stays signed in."""

    digest_method = staticmethod(hashlib.sha1)  # Flask's own is a function around it, which hmac takes the slow way
    _signing: URLSafeTimedSerializer | None = None

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """As Flask's own, but a phone sends the same cookie all day: that its signature is good is found out once."""
        sent, signing = request.cookies.get(self.get_cookie_name(app)), self.get_signing_serializer(app)
        if not sent or signing is None:
            return self.session_class()
        try:
            kept, signed_at = _read(signing, sent)
        except BadSignature:
            return self.session_class()
        is_alive = timedelta(0) <= now() - signed_at <= app.permanent_session_lifetime
        return self.session_class(_copy_of(kept) if is_alive else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        this_week = int(now().timestamp()) // WEEK
        if session and (session.modified or (session.accessed and session.get("week") != this_week)):
            session.permanent, session["week"] = True, this_week
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")  # as Flask's own does, which takes it apart first

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Made once an app; Flask makes one to read and one to write, on every request."""
        if self._signing is None:
            self._signing = super().get_signing_serializer(app)
        return self._signing


@lru_cache(KNOWN)
def _read(signing: URLSafeTimedSerializer, sent: str) -> tuple[dict[str, Any], datetime]:
    kept, signed_at = signing.loads(sent, return_timestamp=True)
    return kept, signed_at


def _copy_of(kept: dict[str, Any]) -> dict[str, Any]:
    """For one request to change; most of it are texts and numbers."""
    return {name: value if isinstance(value, (str, int)) else deepcopy(value) for name, value in kept.items()}


def _begin() -> None:
    db.only_reads(request.method in SAFE_METHODS)


def _end(_error: BaseException | None) -> None:
    """Whatever runs in this thread next, without a request, begins its transactions to write."""
    db.only_reads(False)


@event.listens_for(db.db.session, "after_commit")
def _rest(_session: object) -> None:
    """What a page says after its commit is only read: nobody has to wait for it."""
    if has_request_context():
        db.only_reads(True)
