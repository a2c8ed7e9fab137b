"""Wait for what another process or a page does."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 30.0  # seconds

Found = TypeVar("Found")


def until(ask: Callable[[], Found], pause: float = 0.05) -> Found:
    """Ask again and again until the answer is something, and give that; give up after a while."""
    deadline = time.monotonic() + PATIENCE
    while not (found := ask()):
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(pause)
    return found
