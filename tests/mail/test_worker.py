"""The worker: what is due every minute, then the letters; one failure stops nothing else."""

import os
import signal
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from flask import Flask

from eventnet import serving
from eventnet.db import db
from eventnet.mail import worker
from eventnet.mail.models import Letter
from eventnet.people.models import Person
from tests.cast import Cast
from tests.smtp_server import SmtpServer, deliver

Write = Callable[..., Letter]


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> list[worker.Tick]:
    """Only what a test registers."""
    registered: list[worker.Tick] = []
    monkeypatch.setattr(worker, "_ticks", registered)
    return registered


def test_a_tick_is_committed_by_the_worker(app: Flask, cast: Cast, ticks: list[worker.Tick]) -> None:
    number = cast.ada.id

    @worker.every_minute
    def rename() -> None:
        db.session.get_one(Person, number).headline = "Renamed"

    deliver(app)
    assert cast.ada.headline == "Renamed"


def test_a_tick_that_fails_is_undone_and_stops_no_other(
    app: Flask, cast: Cast, ticks: list[worker.Tick], caplog: pytest.LogCaptureFixture
) -> None:
    number, ran = cast.ada.id, []

    @worker.every_minute
    def fails() -> None:
        db.session.get_one(Person, number).headline = "Half done"
        db.session.flush()
        raise ValueError("ada@example.org is secret")

    @worker.every_minute
    def works() -> None:
        ran.append(True)

    deliver(app)
    assert ran == [True]
    assert cast.ada.headline != "Half done"
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_letters_go_out_although_a_tick_fails(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, ticks: list[worker.Tick]
) -> None:
    ticks.append(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    write_to_ada()
    deliver(app)
    assert len(smtp.received) == 1


def test_without_a_mail_server_letters_wait_and_the_log_says_so_once(
    app: Flask, write_to_ada: Write, ticks: list[worker.Tick], caplog: pytest.LogCaptureFixture
) -> None:
    letter, stop = write_to_ada(), Event()
    ticks.append(stop.set)
    worker.run(app, stop)
    deliver(app)
    assert (letter.sent_at, letter.failed_at, letter.tries) == (None, None, 0)
    assert caplog.messages.count("No mail server is set (EVENTNET_SMTP_URL): letters wait.") == 1


def test_a_worker_that_is_told_to_stop_finishes_the_letter_in_its_hands(
    app: Flask, write_to_ada: Write, smtp: SmtpServer, ticks: list[worker.Tick]
) -> None:
    letters, stop = [write_to_ada(f"card {number}") for number in range(3)], Event()
    db.session.commit()

    class StopsAfterOne:
        def send(self, sender: str, to: str, message: bytes) -> None:
            stop.set()

        def rest(self, is_over: bool = False) -> None:
            return

    app.extensions["mail"] = StopsAfterOne()
    worker.run(app, stop)
    db.session.expire_all()
    assert [letter.sent_at is not None for letter in letters] == [True, False, False]


def test_a_resting_worker_wakes_up_to_stop(app: Flask, ticks: list[worker.Tick]) -> None:
    began, stop = Event(), Event()
    ticks.append(began.set)
    thread = Thread(target=worker.run, args=(app, stop))
    thread.start()
    assert began.wait(10)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def signals() -> Iterator[None]:
    """Gives the signals back to pytest."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_stop_the_worker(signals: None, number: signal.Signals) -> None:
    stop = serving.stop_on_signals()
    os.kill(os.getpid(), number)
    assert stop.wait(10)
