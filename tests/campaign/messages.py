"""5,000 letters with a worker that is killed again and again: `python -m tests.campaign.messages [letters] [kills]`."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from eventnet.db import db, reading
from tests.cast import make_cast
from tests.databases import SqliteFiles
from tests.organising.killing import Killed
from tests.organising.post import crowd, released
from tests.smtp_server import SmtpServer, deliver

LETTERS, KILLS = 5000, 12
PATIENCE = 1800.0  # seconds


def patiently(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "no letter came for half an hour"
        time.sleep(0.05)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name, SmtpServer() as smtp:
        directory = Path(name)
        killed = Killed(SqliteFiles(directory).fresh_url(directory), directory, smtp)
        with killed.app.app_context():
            cast = make_cast()
            crowd(cast, number - 3)
            released(cast, text="{people} {link}", pace=10_000_000)
            db.session.remove()
            for kill in range(1, kills + 1):
                killed.work_until(lambda kill=kill: len(smtp.received) >= number * kill // (kills + 1), patiently)  # type: ignore[misc]
                with reading(False):
                    killed.end_leases()
            deliver(killed.app)
            assert len(killed.letters) == number, f"{number - len(killed.letters)} are lost"
            assert all(len(names) == 1 for names in killed.letters.values()), "somebody got two"
            assert killed.repeats <= kills
            db.session.remove()
            db.engine.dispose()
    seconds = time.monotonic() - started
    print(f"{number} letters, {kills} kills: each arrived, {killed.repeats} repeated under the same name, {smtp.lines} "
          f"connections, {seconds:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
