"""What gunicorn is told by `eventnet serve`; its manual names each setting, `eventnet serve` adds where to listen.

The app is made once and then forked: the workers are there at once, share most of their memory, and a new one that
takes an old one's place costs nothing.
"""

import gc
import socket
import struct
from pathlib import Path
from typing import Any

wsgi_app = "eventnet:create_app()"
preload_app = True
worker_class = "eventnet.webworker.Worker"
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a heartbeat must not wait for a disk
timeout = graceful_timeout = 30
max_requests, max_requests_jitter = 20_000, 2_000
loglevel = "warning"
control_socket_disable = True  # it would be a thread in the process that forks

SILENCE = 30  # seconds; browsers connect ahead of what they may want, and would keep a worker waiting
STALL = 10  # seconds in which nothing more comes of a request: TCP has repeated itself five times by then

gc.disable()  # until the app is made: it stays, so there is nothing to be found


def when_ready(server: Any) -> None:
    """Before the first fork. What is here now stays, so that looking for garbage copies none of the shared memory.

    A connection reaches a worker when something was said on it (tcp(7), TCP_DEFER_ACCEPT), or after `SILENCE`. Whose
    Wi-Fi goes in the middle of a request is waited for no longer than `STALL` (socket(7), SO_RCVTIMEO, which a
    connection has from its listener).
    """
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", STALL, 0))
        if listener.sock.family in {socket.AF_INET, socket.AF_INET6} and hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENCE)
    gc.freeze()
    gc.set_threshold(20_000)  # requests leave few circles behind; to look for them every 700 objects costs a twentieth
    gc.enable()


def post_fork(_server: Any, worker: Any) -> None:
    """No connection of the process that forks may be used by two."""
    from eventnet.db import db

    with worker.app.callable.app_context():
        db.engine.dispose(close=False)
