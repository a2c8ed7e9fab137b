"""One request, one process: the best tails of all of gunicorn's kinds of workers, and nothing to share.

After its answer gunicorn's own waits up to two seconds for the other end to close, so that what was not read of a
request costs nobody the answer (RFC 9112, 9.6). Most requests have been read to their end: then a phone whose Wi-Fi is
gone by now would keep all others waiting for nothing.
"""

from socket import MSG_DONTWAIT, MSG_PEEK, socket
from typing import Any

from gunicorn.http.body import LengthReader
from gunicorn.workers.sync import SyncWorker


class Worker(SyncWorker):
    def handle_request(self, listener: socket, req: Any, client: socket, addr: Any) -> None:
        super().handle_request(listener, req, client, addr)
        if _is_read(req.body.reader, client):
            client.close()  # the system still sends what it has of the answer


def _is_read(body: Any, client: socket) -> bool:
    """To its last byte, and nothing came after it."""
    if not isinstance(body, LengthReader) or body.length:
        return False
    try:
        client.recv(1, MSG_PEEK | MSG_DONTWAIT)
    except BlockingIOError:
        return True
    return False
