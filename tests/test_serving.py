"""The program as it is run: `eventnet serve`, the other commands, and what happens when a part of it is killed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db
from eventnet.events.models import Attendee, SigningKey
from eventnet.serving import web_workers
from tests.cast import make_cast
from tests.databases import SECRET_KEY
from tests.smtp_server import free_port
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.tooling

Run = Callable[..., "subprocess.CompletedProcess[str]"]
POST = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
LIST = Path(__file__).parent / "data" / "pretix-positions-de.csv"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVENTNET_")}
    return kept | {"EVENTNET_SECRET_KEY": SECRET_KEY, "EVENTNET_DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def run(environ: dict[str, str]) -> Run:
    """`run("migrate")`: one command to its end."""

    def command(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        whole = [sys.executable, "-m", "eventnet", *arguments]
        return subprocess.run(whole, env=environ | more, capture_output=True, text=True, timeout=60, check=False)

    return command


@pytest.fixture
def serving(environ: dict[str, str], run: Run) -> "Iterator[Server]":
    assert run("migrate").returncode == 0
    server = Server(environ)
    until(server.is_up)
    yield server
    server.stop()


class Server:
    """`eventnet serve` with one web worker, on a port of its own."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "eventnet", "serve", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def children(self) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in found.split()]

    def child(self, name: str) -> int | None:
        """The one that `ps` calls so."""
        return next((pid for pid in self.children() if Path(f"/proc/{pid}/comm").read_text().strip() == name), None)

    def web_worker(self) -> str:
        """The process that answers."""
        return Path(f"/proc/{self.child('eventnet-web')}/task/{self.child('eventnet-web')}/children").read_text()

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_stops_the_web_server_and_the_worker(serving: Server, number: int) -> None:
    until(lambda: serving.child("eventnet-mail"))
    children = serving.children()
    assert len(children) == 2
    assert serving.stop(number) == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_a_signal_stops_them_while_they_are_only_starting(environ: dict[str, str], run: Run) -> None:
    """In the very moment in which the web server is forked, and a second before the worker would be."""
    assert run("migrate").returncode == 0
    server = Server(environ)
    (web,) = until(server.children, pause=0)
    assert server.stop() == 0
    assert not Path(f"/proc/{web}").exists()


def test_a_killed_worker_starts_again(serving: Server) -> None:
    until(lambda: serving.child("eventnet-mail"))
    first = serving.child("eventnet-mail")
    assert first
    os.kill(first, signal.SIGKILL)
    until(lambda: serving.child("eventnet-mail") not in {None, first})


def test_a_killed_web_server_ends_the_whole_so_that_its_keeper_starts_it_again(serving: Server) -> None:
    web = serving.child("eventnet-web")
    assert web
    os.kill(web, signal.SIGKILL)
    assert serving.process.wait(PATIENCE) != 0


def test_who_connects_and_says_nothing_keeps_nobody_waiting(serving: Server) -> None:
    """A browser opens connections ahead; the one web worker answers others meanwhile."""
    with socket.create_connection(("127.0.0.1", serving.port)) as silent:
        until(serving.is_up)
        silent.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert silent.recv(12) == b"HTTP/1.1 200"


@pytest.mark.parametrize(
    ("half", "answer"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: 127", b""),
        (POST + b"Content-Length: 30\r\n\r\nemail=", b"HTTP/1.1 400"),
    ],
    ids=["in the head", "in the body"],
)
def test_whose_wifi_goes_in_the_middle_is_not_waited_for_long(serving: Server, half: bytes, answer: bytes) -> None:
    began = serving.web_worker()
    with socket.create_connection(("127.0.0.1", serving.port), timeout=PATIENCE) as phone:
        phone.sendall(half)
        until(serving.is_up)
        assert whole(phone)[: len(b"HTTP/1.1 400")] == answer
    assert serving.web_worker() == began, "nobody had to be killed for it"


def test_who_does_not_hang_up_keeps_nobody_waiting(serving: Server) -> None:
    """As a phone whose Wi-Fi is gone: it has its answer, or never gets it, and is not heard of again."""
    request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    began = time.monotonic()
    with ExitStack() as kept:
        for _phone in range(20):
            phone = kept.enter_context(socket.create_connection(("127.0.0.1", serving.port), timeout=PATIENCE))
            phone.sendall(request)
            assert whole(phone).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - began < PATIENCE, "each was waited for"


@pytest.mark.parametrize("rest", ["at once", "later"])
def test_who_is_refused_before_all_was_read_has_the_whole_answer(serving: Server, rest: str) -> None:
    """The server hangs up properly, although there is something left to read: else it would be reset."""
    lines = [
        "POST /api/v1/scans HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "Content-Length: 30000",
    ]
    head, body = "\r\n".join([*lines, "", ""]).encode(), b"x" * 30_000
    with socket.create_connection(("127.0.0.1", serving.port), timeout=PATIENCE) as phone:
        phone.sendall(head + body if rest == "at once" else head)
        begun = phone.recv(1)
        for piece in (body[:1000], body[1000:]) if rest == "later" else ():
            time.sleep(0.1)  # a server that has hung up too soon refuses the second one
            phone.sendall(piece)
        assert (begun + whole(phone)).startswith(b"HTTP/1.1 401")


def whole(phone: socket.socket) -> bytes:
    """All that comes until the other end hangs up."""
    return b"".join(iter(lambda: phone.recv(4096), b""))


def test_there_are_as_many_web_workers_as_can_be_at_work_at_once() -> None:
    embedded, beside = web_workers("sqlite:///eventnet.sqlite3"), web_workers("postgresql:///eventnet")
    assert embedded == max(2, len(os.sched_getaffinity(0)))  # what Linux says; elsewhere all cores count
    assert beside == embedded + embedded // 2


def test_migrating_twice_changes_nothing(run: Run) -> None:
    assert run("migrate").returncode == 0
    assert run("migrate").returncode == 0


def test_an_organiser_is_created_by_address_and_name(run: Run) -> None:
    run("migrate")
    answer = run("create-organiser", "Office@Example.org", "Career Service")
    assert answer.returncode == 0
    assert "Career Service is ready. Sign in with Office@Example.org" in answer.stdout


def test_a_list_is_imported_by_command_once(run: Run, tmp_path: Path) -> None:
    run("migrate")
    app = create_app(Settings(secret_key=SECRET_KEY, data_dir=str(tmp_path)))
    with app.app_context():
        event = make_cast().event
        before = Attendee.at(event).count()
        db.session.commit()

        def import_list(*options: str) -> int:
            answer = run("import-attendees", event_slug, str(LIST), *options)
            assert answer.returncode == 0, answer.stderr
            found = Attendee.at(event).count() - before
            db.session.commit()
            return found

        event_slug = event.slug
        db.session.commit()
        assert [import_list("--dry-run"), import_list(), import_list()] == [0, 46, 46]
        assert "Traceback" not in run("import-attendees", "no-such-event", str(LIST)).stderr
        db.session.remove()
        db.engine.dispose()


def test_a_signing_key_is_changed_by_command(run: Run, tmp_path: Path) -> None:
    run("migrate")
    app = create_app(Settings(secret_key=SECRET_KEY, data_dir=str(tmp_path)))
    with app.app_context():
        event = make_cast().event
        slug = event.slug
        db.session.commit()
        answers = [run("rotate-signing-key", slug) for slug in (slug, slug.upper(), "no-such-event")]
        assert [answer.returncode for answer in answers] == [0, 0, 1], answers
        assert "Key 2 of CAREER-DAY signs now." in answers[1].stdout
        assert answers[2].stderr == "Error: There is no event with the address no-such-event.\n"
        assert [(key.number, key.retired_at is None) for key in SigningKey.of(event)] == [(2, True), (1, False)]
        db.session.remove()
        db.engine.dispose()


def test_a_wrong_setting_is_one_line_and_no_traceback(run: Run) -> None:
    for command in ("serve", "migrate", "worker", "demo"):
        answer = run(command, EVENTNET_SECRET_KEY="short")
        assert answer.returncode == 1
        assert "EVENTNET_SECRET_KEY must be a secret of at least 32 bytes" in answer.stderr
        assert "Traceback" not in answer.stderr


def test_the_demo_tells_where_to_look_and_who_is_there(run: Run, environ: dict[str, str]) -> None:
    environ.pop("EVENTNET_SECRET_KEY")
    run("migrate", EVENTNET_DEMO="1")
    answer = run("demo", EVENTNET_DEMO="1")
    assert answer.returncode == 0, answer.stderr
    assert "http://127.0.0.1:8000" in answer.stdout
    assert re.search(r"Ada Lindqvist", answer.stdout)


def test_the_demo_is_not_there_without_being_asked_for(run: Run) -> None:
    run("migrate")
    answer = run("demo")
    assert answer.returncode == 1
    assert "EVENTNET_DEMO" in answer.stderr


def test_the_demo_is_not_served_to_the_network(run: Run) -> None:
    answer = run("serve", "--host", "0.0.0.0", EVENTNET_DEMO="1")  # noqa: S104 - what must be refused
    assert answer.returncode == 1
    assert "The demo is for this machine alone" in answer.stderr
