"""Connections to the mail server that stay open between letters: greeting, TLS and login cost more than a letter.

A line serves LETTERS letters or SECONDS seconds, whichever comes first, and nothing that went wrong on it goes on:
the next letter opens a new one. Whether the other side is still there is asked before a letter is begun (RSET), so a
server that hangs up after each letter costs no letter a second try.
"""

import smtplib
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from msgspec import Struct, field

LETTERS = 50
SECONDS = 30.0


class Line(Struct):
    """One connection. `letters` counts those that it took, whatever became of them."""

    client: smtplib.SMTP
    since: float = field(default_factory=time.monotonic)
    letters: int = 0

    @property
    def is_worn(self) -> bool:
        return self.letters >= LETTERS or time.monotonic() - self.since >= SECONDS or self.client.sock is None

    def answers(self, seconds: float) -> bool:
        with ending(self.client, seconds), suppress(smtplib.SMTPException, OSError):
            return self.client.rset()[0] == 250
        return False

    def hang_up(self, seconds: float) -> None:
        """Politely; what is said to it changes nothing any more."""
        with ending(self.client, seconds), suppress(smtplib.SMTPException, OSError):
            self.client.quit()
        self.client.close()


class Lines:
    """Those that are open and idle. Several threads may take one each: a list's own `pop` and `append` guard it."""

    def __init__(self) -> None:
        self._idle: list[Line] = []

    @property
    def idle(self) -> int:
        return len(self._idle)

    @contextmanager
    def line(self, opened: Callable[[], smtplib.SMTP], seconds: float, harmless: type[Exception]) -> Iterator[Line]:
        """An idle line, or a new one. It stays for the next letter, unless more than `harmless` was raised."""
        line = self._take(seconds) or Line(opened())
        try:
            with ending(line.client, seconds):
                yield line
        except harmless:
            self._keep(line, seconds)
            raise
        except BaseException:
            line.client.close()
            raise
        self._keep(line, seconds)

    def rest(self, seconds: float, is_over: bool = False) -> None:
        """Hang up where a line has served its time; everywhere when it `is_over`."""
        for line in self._all():
            if is_over or line.is_worn:
                line.hang_up(seconds)
            else:
                self._idle.append(line)

    def _take(self, seconds: float) -> Line | None:
        for line in self._each():
            if not line.is_worn and line.answers(seconds):
                return line
            line.hang_up(seconds)
        return None

    def _keep(self, line: Line, seconds: float) -> None:
        line.letters += 1
        if line.is_worn:
            line.hang_up(seconds)
        else:
            self._idle.append(line)

    def _each(self) -> Iterator[Line]:
        while self._idle:
            with suppress(IndexError):  # another thread was quicker
                yield self._idle.pop()

    def _all(self) -> list[Line]:
        return list(self._each())


@contextmanager
def ending(client: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Hang up after `seconds`, also on a server that answers one byte at a time."""
    timer = Timer(seconds, _cut, (client,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(client: smtplib.SMTP) -> None:
    if client.sock:
        with suppress(OSError):
            socket.socket.shutdown(client.sock, socket.SHUT_RDWR)
