"""What was answered is what is stored, to the last row; and how many statements one answer takes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event, func, select

from eventnet.db import db
from eventnet.exchange.models import Contact, Encounter, Scan
from tests.bench.load import Sample
from tests.bench.world import World


def body_of(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


class Given:
    """The ids of all scans that were answered with a card."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def take(self, sample: Sample) -> None:
        for answer in sample.answers:
            results = json.loads(body_of(answer))["results"]
            other = [result for result in results if result["outcome"] != "given"]
            assert not other, f"not given: {other[0]}"
            self.ids += [result["id"] for result in results]

    def check(self, world: World) -> str:
        """Each scan has its row, its encounter and its two contacts, and there is no other."""
        with world.app.app_context():
            stored = db.session.scalars(select(Scan.uuid)).all()
            numbers = [db.session.scalar(select(func.count()).select_from(each)) for each in (Encounter, Contact)]
            db.session.remove()
            db.engine.dispose()
        assert sorted(stored) == sorted(self.ids), f"{len(self.ids)} answered, {len(stored)} stored"
        assert numbers == [len(self.ids), 2 * len(self.ids)], f"{numbers} for {len(self.ids)} scans"
        return f"{len(self.ids)} scans answered, {len(stored)} stored, each with one encounter and two contacts"


def statements_of(app: Flask, request: bytes) -> list[str]:
    """All that this request asks of the database, but for where its transactions begin and end.

    Nor is a routine counted, which each connection is given once (eventnet/routines.py).
    """
    head, _, body = request.partition(b"\r\n\r\n")
    (method, path, _version), *lines = [line.split(" ", 2) for line in head.decode().split("\r\n")]
    headers = [(name.rstrip(":"), " ".join(rest)) for name, *rest in lines if name != "Content-Length:"]
    with counting(app) as seen:
        answer = app.test_client(use_cookies=False).open(path, method=method, headers=headers, data=body)
        assert answer.status_code < 400, answer.text
        db.engine.dispose()
    return [statement for statement in seen if not statement.startswith(("BEGIN", "CREATE"))]


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        yield seen
        event.remove(db.engine, "before_cursor_execute", note)
