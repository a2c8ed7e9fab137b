"""A light load generator: one process, one loop, plain sockets. It shares the cores with the server it measures.

A sync worker closes each connection after its answer, so every request opens one, and time runs until that end.
"""

import gc
import select
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LONGEST_RUN = 120
AT_ONCE = 512


@dataclass
class Sample:
    """What came back, and how long each took, in milliseconds."""

    times: list[float] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, percent: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    def expect(self, status: int) -> None:
        """A server that refuses is quick; that must not look like speed."""
        wrong = [answer for answer in self.answers if not answer.startswith(b"HTTP/1.1 %d " % status)]
        assert not wrong, (
            f"{len(wrong)} of {len(self.answers)} answers are not {status}: {wrong[0][:20]!r} {wrong[0][-300:]!r}"
        )


class Connections:
    """Requests on their way. The start of each is given: when it was opened, or when it was due."""

    def __init__(self, port: int) -> None:
        self.address, self.poll = ("127.0.0.1", port), select.epoll()
        self.open: dict[int, tuple[socket.socket, float, list[bytes]]] = {}
        self.sample = Sample()

    def send(self, request: bytes, start: float) -> None:
        one = socket.create_connection(self.address, timeout=LONGEST_RUN)
        # closing with a reset leaves no port waiting for a minute: they would run out
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        one.sendall(request)
        one.setblocking(False)
        self.poll.register(one, select.EPOLLIN | select.EPOLLHUP)
        self.open[one.fileno()] = (one, start, [])

    def wait(self, seconds: float) -> int:
        """Read what is there; the number of answers that are complete.

        epoll waits for whole milliseconds, so a request that is due in half of one would be sent late.
        """
        select.select([self.poll], [], [], max(seconds, 0))
        return sum(self._read(number) for number, _events in self.poll.poll(0))

    def _read(self, number: int) -> bool:
        one, start, parts = self.open[number]
        if chunk := one.recv(1 << 16):
            parts.append(chunk)
            return False
        self.sample.times.append((time.perf_counter() - start) * 1000)
        self.sample.answers.append(b"".join(parts))
        del self.open[number]
        self.poll.unregister(number)
        one.close()
        return True


def closed_loop(port: int, requests: Iterable[bytes], connections: int, seconds: float) -> Sample:
    """Each connection sends its next request when it has its answer."""
    left, here = iter(requests), Connections(port)
    with undisturbed():
        began = time.perf_counter()
        _send(here, left, connections)
        while here.open:
            done = here.wait(1)
            if time.perf_counter() - began < seconds:
                _send(here, left, done)
            assert time.perf_counter() - began < seconds + LONGEST_RUN, "the server does not answer"
        here.sample.seconds = time.perf_counter() - began
    return here.sample


def open_loop(port: int, requests: list[bytes], rate: float) -> Sample:
    """Constant arrivals, whether or not the server keeps up; time counts from the moment a request was due."""
    here = Connections(port)
    with undisturbed():
        began = time.perf_counter()
        for number, request in enumerate(requests):
            due = began + number / rate
            while time.perf_counter() < due or len(here.open) >= AT_ONCE:
                here.wait(due - time.perf_counter() if len(here.open) < AT_ONCE else 1)
            here.send(request, due)
        while here.open:
            here.wait(1)
            assert time.perf_counter() - began < len(requests) / rate + LONGEST_RUN, "the server does not answer"
        here.sample.seconds = time.perf_counter() - began
    return here.sample


@contextmanager
def undisturbed() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _send(here: Connections, left: Iterator[bytes], number: int) -> None:
    for _ in range(number):
        if (request := next(left, None)) is not None:
            here.send(request, time.perf_counter())
