"""gunicorn as `eventnet serve` starts it, with the app or with a bare one in its place."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from eventnet import serving
from tests.databases import SECRET_KEY
from tests.smtp_server import free_port

PATIENCE = 30
OURS, LIMIT = "eventnet.webserver", "tests.bench.limits_server"


@dataclass
class Server:
    port: int
    process: "subprocess.Popen[bytes]"

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def memory(self) -> list[tuple[float, float]]:
        """RSS and PSS of each worker in MiB: what it sees, and that with shared pages divided among those who share."""
        return [(_mebibytes(pid, "Rss"), _mebibytes(pid, "Pss")) for pid in self.workers()]


@contextmanager
def serve(url: str, config: str = OURS, workers: int | None = None, **more: str) -> Iterator[Server]:
    """Running on a port of its own until the end of the block."""
    port = free_port()
    process = subprocess.Popen(gunicorn(port, config, workers or serving.web_workers(url)), env=environ(url, **more))
    try:
        until_up(port)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def gunicorn(port: int, config: str, workers: int) -> list[str]:
    settings = ["--config", f"python:{config}", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    return [sys.executable, "-m", "gunicorn", *settings]


def environ(url: str, **more: str) -> dict[str, str]:
    """As an installation has it: its code is compiled once, not at every start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVENTNET_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    ours = {"EVENTNET_SECRET_KEY": SECRET_KEY, "EVENTNET_DATABASE_URL": url}
    return kept | ours | {"EVENTNET_BASE_URL": "http://127.0.0.1"} | more


def until_up(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_up(port):
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.005)


def is_up(port: int) -> bool:
    """Asked again and again, so it must cost little of the two cores."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except OSError:
        return False
    finally:
        connection.close()
    assert status == HTTPStatus.OK, f"the server starts with {status}"
    return True


def _mebibytes(pid: int, what: str) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith(f"{what}:"))
    return int(line.split()[1]) / 1024
