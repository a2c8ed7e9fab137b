"""A real IMAP server on 127.0.0.1 that keeps its mail in memory: pymap, in a process of its own."""

import imaplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from eventnet.clock import now
from tests.smtp_server import free_port
from tests.waiting import until

USER, PASSWORD = "bounces@example.org", "p@ss: word/ü"
OTHER_MAIL = 4  # what the server's INBOX begins with


@dataclass
class ImapServer:
    port: int
    line: imaplib.IMAP4 | None = None  # one for all the looking in: signing in takes half a second

    def url(self, folder: str = "", password: str = PASSWORD) -> str:
        login = f"{quote(USER, safe='')}:{quote(password, safe='')}"
        return f"imap://{login}@127.0.0.1:{self.port}/{quote(folder)}"

    def client(self, folder: str = "INBOX") -> imaplib.IMAP4:
        if self.line is None:
            self.line = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
            self.line.authenticate("PLAIN", lambda _challenge: f"\0{USER}\0{PASSWORD}".encode())
        self.line.select(folder)
        return self.line

    def bring(self, message: bytes, folder: str = "INBOX", days_ago: int = 0) -> None:
        arrived = imaplib.Time2Internaldate(now() - timedelta(days=days_ago))
        self.client().append(folder, "", arrived, message)

    def unread(self, folder: str = "INBOX") -> int:
        return self._number("UNSEEN", folder)

    def kept(self, folder: str = "INBOX") -> int:
        return self._number("ALL", folder)

    def empty(self) -> None:
        """All that a test brought."""
        client = self.client()
        client.uid("STORE", "105:*", "+FLAGS", r"(\Deleted)")
        client.expunge()

    def _number(self, which: str, folder: str) -> int:
        _ok, found = self.client(folder).uid("SEARCH", which)
        return len(found[0].split())


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    port = free_port()
    command = [sys.executable, "-c", "import sys; from pymap.main import main; sys.exit(main())"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-service", "managesieve", "--no-service", "admin"]
    command += ["dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = ImapServer(port)
    try:
        until(lambda: _listens(port))
        yield server
        server.client().logout()
    finally:
        process.terminate()
        process.wait(10)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
