"""The same server as eventnet's, with the bare app in its place."""

from typing import Any

from eventnet.webserver import *  # noqa: F403 - all that gunicorn is told, but for what follows

wsgi_app = "tests.bench.limits:create_app()"


def post_fork(_server: Any, worker: Any) -> None:
    worker.app.callable.extensions["engine"].dispose(close=False)
