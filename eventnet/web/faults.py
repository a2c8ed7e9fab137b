"""When a request fails: nothing of it stays, in the database and in the browser, and the log names no person.

Exceptions quote the values they stumbled over, addresses of pages hold secrets; so the log gets neither.
"""

import logging
import traceback
from itertools import chain
from pathlib import Path

from flask import Flask, current_app, g, request, session
from flask.globals import app_ctx

from eventnet.assets import PACKAGE
from eventnet.db import db


def init_app(app: Flask) -> None:
    app.logger.addFilter(PLACES)


class OnlyPlaces(logging.Filter):
    """Flask would log the address and the exception as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = in_a_line(error), ()
            record.exc_info = record.exc_text = None
        return True


PLACES = OnlyPlaces()


def in_a_line(error: BaseException) -> str:
    """exchange.give_back: IntegrityError in default.py:1192, sharing.py:44, requests.py:31."""
    frames = traceback.extract_tb(error.__traceback__)[::-1]
    ours = (frame for frame in frames[1:] if Path(frame.filename).is_relative_to(PACKAGE))
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in chain(frames[:1], ours)]
    return f"{request.endpoint}: {type(error).__name__} in {', '.join(places)}"


def undo() -> None:
    """As if the request had never been; only the token of the error page's own forms is new."""
    db.session.rollback()
    token = session.get("csrf_token")
    session.clear()
    session.update(current_app.session_interface.open_session(current_app, request) or {})
    if token:
        session.setdefault("csrf_token", token)


def know_nobody() -> None:
    """The page that says so needs no database: it may be the database that cannot be had."""
    g.knows_nobody = True


def knows_nobody() -> bool:
    return bool(app_ctx and g.get("knows_nobody"))
