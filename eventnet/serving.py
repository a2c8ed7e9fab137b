"""The web server and the worker as two processes that live and stop together."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType
from typing import Any

HEAD_START = 1.0  # seconds in which the web server has the machine to itself; letters can wait, people cannot
PATIENCE = 35  # seconds that running requests and a letter on its way may take
SIGNALS = signal.SIGTERM, signal.SIGINT
WEB, MAILER = "eventnet-web", "eventnet-mail"  # what `ps` and `top` call them


def run(host: str, port: int, workers: int) -> int:
    """Start gunicorn and `eventnet worker`; returns when both have ended, with gunicorn's exit code.

    Both are forks, which are there sooner than new interpreters: what is imported here they need as well.
    """
    stop = stop_on_signals()
    web = _start(WEB, _gunicorn, host, port, workers)
    stop.wait(HEAD_START)
    mailer = _start(MAILER, _worker)
    try:
        while not stop.wait(0.5) and web.is_alive():
            if not mailer.is_alive():  # a killed mailer starts again; its lease lets the next one go on
                stop.wait(1)
                mailer = _start(MAILER, _worker)
    finally:
        _end(web)
        _end(mailer)
    return 0 if stop.is_set() else web.exitcode or 1


def web_workers(database: str) -> int:
    """As many as can be at work at once: more would only take the cores from each other in the middle of an answer.

    One a core with the embedded database, half as many more where some wait for PostgreSQL; two at least, so that a
    long answer does not stop everybody.
    """
    cores = max(2, _cores())
    return cores if database.startswith("sqlite") else cores * 3 // 2


def _cores() -> int:
    """Those that this process may use, where the system can say so; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def stop_on_signals() -> threading.Event:
    """Set by Ctrl-C and by SIGTERM."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        # the main thread may stand inside stop.wait() and hold its lock, so another thread sets it
        threading.Thread(target=stop.set).start()

    for number in SIGNALS:
        signal.signal(number, on_signal)
    return stop


def _gunicorn(host: str, port: int, workers: int) -> None:
    from gunicorn.app.wsgiapp import run as gunicorn

    sys.argv = ["gunicorn", "--config", "python:eventnet.webserver", "--bind", f"{host}:{port}"]
    sys.argv += ["--workers", str(workers)]
    gunicorn(prog="gunicorn")


def _worker() -> None:
    from eventnet.cli import main

    main(["worker"])


def _start(name: str, work: Callable[..., None], *given: Any) -> ForkProcess:
    """A signal on its way waits until the child has handlers of its own: with ours it would take it for nothing."""
    process = get_context("fork").Process(target=_alone, args=(name, work, *given))
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    return process


def _alone(name: str, work: Callable[..., None], *given: Any) -> None:
    """In a session of its own and without our handlers: Ctrl-C reaches us alone, who end both in order."""
    os.setsid()
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if (comm := Path("/proc/self/comm")).exists():
        comm.write_text(name)
    work(*given)


def _end(process: ForkProcess) -> None:
    process.terminate()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
