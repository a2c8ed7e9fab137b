"""The web server and the worker as two processes that live and stop together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType

MAILER = (sys.executable, "-m", "eventnet", "worker")
HEAD_START = 1.0  # seconds in which the web server has the machine to itself; letters can wait, people cannot
PATIENCE = 35  # seconds that running requests and a letter on its way may take


def run(host: str, port: int, workers: int) -> int:
    """Start gunicorn and `eventnet worker`; returns when both have ended, with gunicorn's exit code."""
    stop = stop_on_signals()
    web = _start(_gunicorn(host, port, workers))
    stop.wait(HEAD_START)
    mailer = _start(MAILER)
    try:
        while not stop.wait(0.5) and web.poll() is None:
            if mailer.poll() is not None:  # a killed mailer starts again; its lease lets the next one go on
                stop.wait(1)
                mailer = _start(MAILER)
    finally:
        _end(web)
        _end(mailer)
    return 0 if stop.is_set() else web.returncode or 1


def web_workers(database: str) -> int:
    """As many as can be at work at once: more would only take the cores from each other in the middle of an answer.

    One a core with the embedded database, half as many more where some wait for PostgreSQL; two at least, so that a
    long answer does not stop everybody.
    """
    cores = max(2, len(os.sched_getaffinity(0)))
    return cores if database.startswith("sqlite") else cores * 3 // 2


def stop_on_signals() -> threading.Event:
    """Set by Ctrl-C and by SIGTERM."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        # the main thread may stand inside stop.wait() and hold its lock, so another thread sets it
        threading.Thread(target=stop.set).start()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    return stop


def _gunicorn(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "python:eventnet.webserver"),
        *("--bind", f"{host}:{port}", "--workers", str(workers)),
    ]


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches us alone and we end both in order."""
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own programs


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    if process.poll() is None:
        process.kill()
        process.wait()
