"""One request, one process: the best tails of all of gunicorn's kinds of workers, and nothing to share.

What such a worker waits for keeps all others waiting, so it waits for nobody whose Wi-Fi may be gone. After its answer
gunicorn's own waits up to two seconds for the other end to close, so that what was not read of a request costs nobody
the answer (RFC 9112, 9.6): here only where there is something left to read, as there hardly ever is.
"""

import select
import socket
from typing import Any

from gunicorn.http.body import LengthReader
from gunicorn.workers.sync import SyncWorker

HESITATION = 1.0  # seconds; hardly anybody comes to a worker without having said something (webserver.when_ready)


class Worker(SyncWorker):
    def handle(self, listener: socket.socket, client: socket.socket, addr: Any) -> None:
        if _has_more(client) or select.select([client], [], [], HESITATION)[0]:
            super().handle(listener, client, addr)
        else:
            client.close()

    def handle_request(self, listener: socket.socket, req: Any, client: socket.socket, addr: Any) -> None:
        super().handle_request(listener, req, client, addr)
        if _is_read(req.body.reader) and not _has_more(client):
            client.close()  # the system still sends what it has of the answer


def _is_read(body: Any) -> bool:
    """To its last byte."""
    return isinstance(body, LengthReader) and body.length == 0


def _has_more(client: socket.socket) -> bool:
    """Something to read, or an end or error to be told of."""
    try:
        client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
