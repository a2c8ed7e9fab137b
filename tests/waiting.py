"""Wait for what another process or a page does."""

import time
from collections.abc import Callable

PATIENCE = 30.0  # seconds


def until(is_so: Callable[[], object]) -> None:
    """Ask again and again; give up after a while."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)
