"""The worker: what is due every minute in each room, then letters and long work in turns, then a short rest.

It may be killed at any moment and there may be several: every piece of work is its own transaction.
"""

import logging
import time
from collections.abc import Callable
from functools import partial
from threading import Event

from flask import Flask

from eventnet.db import db, reading
from eventnet.faults import type_and_place
from eventnet.mail import delivery
from eventnet.mail.backends import Backend
from eventnet.mail.models import Letter

Tick = Callable[[], None]
Piece = Callable[[], bool]
MINUTE = 60.0
REST = 2.0

log = logging.getLogger("eventnet.worker")
_ticks: list[Tick] = []
_pieces: list[Piece] = []


def every_minute(tick: Tick) -> Tick:
    """Register what a room does once a minute. The worker commits for it; it may run again at any time."""
    _ticks.append(tick)
    return tick


def between_letters(piece: Piece) -> Piece:
    """Register a small piece of long work, done between one letter and the next; it commits, and is true for more."""
    _pieces.append(piece)
    return piece


def run(app: Flask, stop: Event) -> None:
    """Work until `stop` is set; a letter that is on its way is finished first."""
    with app.app_context():
        if delivery.backend() is None:
            log.warning("No mail server is set (EVENTNET_SMTP_URL): letters wait.")
    next_ticks = time.monotonic()
    while not stop.is_set():
        if time.monotonic() >= next_ticks:
            next_ticks = time.monotonic() + MINUTE
            run_ticks(app, stop)
        deliver_due(app, stop, next_ticks)
        hang_up(app, is_over=False)
        stop.wait(0 if time.monotonic() >= next_ticks else REST)
    hang_up(app, is_over=True)


def run_once(app: Flask) -> None:
    """Everything that is due now."""
    stop = Event()
    run_ticks(app, stop)
    deliver_due(app, stop)
    hang_up(app, is_over=True)


def run_ticks(app: Flask, stop: Event) -> None:
    for tick in _ticks:
        if not stop.is_set():
            _run(app, tick)


def deliver_due(app: Flask, stop: Event, until: float = float("inf")) -> None:
    """Letters, and long work in between, as long as there is any and it is not time for something else."""
    while not stop.is_set() and time.monotonic() < until and any(_one_of_each(app)):
        pass


def hang_up(app: Flask, is_over: bool) -> None:
    """The mail server need not wait for letters that are not there."""
    with app.app_context():
        backend = delivery.backend()
    if backend:
        backend.rest(is_over)


def _one_of_each(app: Flask) -> list[bool]:
    letter = _safely(app, "delivery", lambda: deliver_one(app))
    return [letter, *(_safely(app, _name(piece), partial(_in_context, app, piece)) for piece in _pieces)]


def _in_context(app: Flask, piece: Piece) -> bool:
    with app.app_context():
        return piece()


def deliver_one(app: Flask) -> bool:
    """Claim, send, settle, each on its own; false when nothing was due."""
    with app.app_context():
        backend = delivery.backend()
        if backend is None or not _is_any_due():
            return False
        return _deliver(backend)


def _deliver(backend: Backend) -> bool:
    letter = delivery.claim()
    attachment = delivery.enclosed(letter) if letter else None
    held_back = delivery.held_back(letter) if letter else None
    db.session.commit()
    if letter is None:
        return False
    outcome = held_back or delivery.send(letter, backend, attachment)
    delivery.settle(letter, outcome)
    db.session.commit()
    return True


def _is_any_due() -> bool:
    """Looks without the write lock, so that an idle worker never makes a scan wait."""
    with reading():
        found = Letter.due().any()
        db.session.rollback()
    return found


def _run(app: Flask, tick: Tick) -> None:
    def work() -> bool:
        with app.app_context():
            tick()
            db.session.commit()
        return True

    _safely(app, _name(tick), work)


def _name(work: Tick | Piece) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def _safely(app: Flask, name: str, work: Callable[[], bool]) -> bool:
    """One thing that fails must not stop the others. Its words and values may be personal and stay out of the log."""
    try:
        return work()
    except Exception as error:  # whatever it was, the others go on
        log.error("%s failed: %s", name, type_and_place(error))
        return False
