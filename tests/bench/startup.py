"""From the start of `eventnet serve` to its first answer, and of the bare app in turns with it."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median

from eventnet import serving
from tests.bench import report
from tests.bench.servers import LIMIT, environ, gunicorn, until_up
from tests.databases import prepare
from tests.smtp_server import free_port

MOST_SECONDS = 0.8
ROUNDS = 7


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{directory}/eventnet.sqlite3"
        prepare(url)
        times, bare = zip(*[(_start(url, ours), _start(url, limit)) for _ in range(rounds)], strict=True)
    words = f"{median(times):.2f} s ({min(times):.2f} to {max(times):.2f}; bare {median(bare):.2f} s)"
    report.figure("start to first answer", f"{words}, target <= {MOST_SECONDS} s", median(times) <= MOST_SECONDS)


def ours(port: int) -> list[str]:
    return [sys.executable, "-m", "eventnet", "serve", "--port", str(port)]


def limit(port: int) -> list[str]:
    """Flask and SQLAlchemy Core behind the same gunicorn."""
    return gunicorn(port, LIMIT, serving.web_workers("sqlite"))


def _start(url: str, command: Callable[[int], list[str]]) -> float:
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(command(port), env=environ(url), stderr=subprocess.DEVNULL)
    try:
        until_up(port)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(40)


if __name__ == "__main__":
    main()
