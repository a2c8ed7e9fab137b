"""A worker as a process of its own that is killed without a word, and what it left behind."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import update

from eventnet import create_app
from eventnet.clock import now
from eventnet.config import Settings
from eventnet.db import db
from eventnet.mail.delivery import LEASE
from eventnet.mail.models import Letter
from tests.databases import SECRET_KEY
from tests.smtp_server import SmtpServer


class Killed:
    """An app with a mail server of its own, and workers that come and go."""

    def __init__(self, url: str, directory: Path, smtp: SmtpServer) -> None:
        self.smtp = smtp
        bare = Settings(secret_key=SECRET_KEY, data_dir=str(directory), base_url="http://127.0.0.1:1")
        self.settings = replace(bare, database_url=url, smtp_url=smtp.url)
        self.app: Flask = create_app(self.settings)

    def work_until(self, is_so: Callable[[], object], wait: Callable[[Callable[[], object]], None]) -> None:
        """Start a worker, and kill it with SIGKILL as soon as it is so."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("EVENTNET_")}
        said = {f"EVENTNET_{name.upper()}": value for name, value in self.settings.__dict__.items() if value}
        command = [sys.executable, "-m", "eventnet", "worker"]
        process = subprocess.Popen(command, env=kept | said, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait(is_so)
        finally:
            process.kill()
            process.wait()

    def end_leases(self) -> None:
        """As if those minutes had passed in which a letter is its worker's."""
        db.session.execute(update(Letter).where(Letter.sent_at.is_(None)).values(lease_until=now() - LEASE))
        db.session.commit()

    @property
    def letters(self) -> dict[str, set[str]]:
        """By address: the names of the letters that arrived. The same name twice is one letter to a mail program."""
        found: dict[str, set[str]] = {}
        for one in self.smtp.received:
            found.setdefault(one.recipients[0], set()).add(str(one.message["Message-ID"]))
        return found

    @property
    def repeats(self) -> int:
        return sum(
            number - 1 for number in Counter(str(one.message["Message-ID"]) for one in self.smtp.received).values()
        )
