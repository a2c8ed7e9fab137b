"""From the start of `eventnet serve` to its first answer."""

import subprocess
import sys
import tempfile
import time
from statistics import median

from tests.bench import report
from tests.bench.servers import environ, until_up
from tests.databases import prepare
from tests.smtp_server import free_port

MOST_SECONDS = 0.8
ROUNDS = 7


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{directory}/eventnet.sqlite3"
        prepare(url)
        times = [_start(url) for _ in range(rounds)]
    words = f"{median(times):.2f} s (slowest {max(times):.2f} s), target <= {MOST_SECONDS} s"
    report.figure("start to first answer", words, median(times) <= MOST_SECONDS)


def _start(url: str) -> float:
    port = free_port()
    command = [sys.executable, "-m", "eventnet", "serve", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environ(url), stderr=subprocess.DEVNULL)
    try:
        until_up(port)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(40)


if __name__ == "__main__":
    main()
