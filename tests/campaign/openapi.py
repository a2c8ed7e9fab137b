"""schemathesis against the API and its document: `python -m tests.campaign.openapi [examples]`.

Every phase and every check that it has: examples, edge cases, fuzzing and chains of calls, right and wrong data.
"""

import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import Any

import schemathesis
import time_machine
from flask import Flask
from schemathesis.engine import events, from_schema
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.cast import NOW, make_cast, session_cookie
from tests.databases import SqliteFiles, build

DOCUMENT = "/api/v1/openapi.json"
MANY = 3000
SEED = 20261126


def findings(app: Flask, cookie: tuple[str, str], examples: int, is_quick: bool = False) -> list[str]:
    """What was found, in lines; the app is called as a signed-in phone calls it."""
    found: dict[str, None] = {}
    with warnings.catch_warnings(), _served(app) as address:
        warnings.simplefilter("default")  # of its own dependencies
        schema = schemathesis.openapi.from_url(address + DOCUMENT, config=_config(cookie, examples, is_quick))
        for event in from_schema(schema).execute():
            found |= dict.fromkeys(_findings_of(event))
    return list(found)


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    """On a port of this machine: its way of calling an app directly does not decode what we compress."""
    server = make_server("127.0.0.1", 0, app, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Quiet(WSGIRequestHandler):
    def log(self, *_anything: object) -> None:
        pass


def _config(cookie: tuple[str, str], examples: int, is_quick: bool) -> Any:
    generation = {"max-examples": examples, "deterministic": is_quick, "no-shrink": is_quick, "database": "none"}
    return schemathesis.Config.from_dict(
        {
            "seed": SEED,
            "auth": {"openapi": {"session": {"api_key": cookie[1]}}},
            "generation": generation,
            "phases": {"stateful": {"generation": {"max-examples": min(examples, 300)}}},
        }
    )


def _findings_of(event: Any) -> Iterator[str]:
    if isinstance(event, events.FatalError | events.NonFatalError):
        yield f"{type(event).__name__}: {getattr(event, 'value', None) or getattr(event, 'exception', event)}"
    if isinstance(event, events.ScenarioFinished):
        for check in chain.from_iterable(event.recorder.checks.values()):
            if what := check.failure_info:
                words = f"{check.name}: {what.failure.title}\n{what.failure.message}"
                yield f"{event.label}: {words}\n{what.code_sample}"


def main() -> int:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as directory, time_machine.travel(NOW, tick=True):
        app, _settings = build(SqliteFiles(Path(directory)), Path(directory))
        SqliteFiles(Path(directory)).empty()
        with app.app_context():
            cookie = session_cookie(app, make_cast().ada)
        found = findings(app, cookie, examples)
    print("\n\n".join(found) or f"Nothing found with {examples} examples a method.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
