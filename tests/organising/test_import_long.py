"""A long list: read and taken over by the worker in short transactions, also through a kill -9, and undone like any."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event as sqlalchemy_event

from eventnet import create_app
from eventnet.clock import now
from eventnet.config import Settings
from eventnet.db import db
from eventnet.events.joining import join
from eventnet.events.models import Attendee
from eventnet.organising.audit.models import AuditAct
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.jobs import Job
from eventnet.organising.jobs.worker import work
from eventnet.organising.models import SHORT, ImportDraft
from eventnet.organising.planning import plan
from eventnet.organising.records import undoing
from eventnet.organising.records.entries import entries_of
from eventnet.organising.records.models import PIECE, ImportRecord
from eventnet.organising.records.work import start_taking, start_undoing
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.cast import Cast, make_cast
from tests.databases import SECRET_KEY, PostgresDatabase, SqliteFiles
from tests.organising.test_import_page import confirm, upload
from tests.organising.test_undoing import everything
from tests.smtp_server import deliver
from tests.waiting import until

MANY = 15 * PIECE


def people(number: int) -> list[Listed]:
    return [Listed(n + 2, f"T{n}", f"Person {n}", f"p{n}@example.org", "Uni") for n in range(number)]


def planned(cast: Cast, listed: list[Listed]) -> ImportRecord:
    """Read and seen; the yes is still to come."""
    found = plan(cast.event, Reading(listed, [], [], "plain"))
    record = ImportRecord.keep(cast.event, cast.dora, "list.csv", entries_of(found))
    db.session.commit()
    return record


def begun(cast: Cast, listed: list[Listed]) -> ImportRecord:
    record = planned(cast, listed)
    start_taking(record, cast.dora)
    db.session.commit()
    return record


def on_list(cast: Cast) -> Counter[str | None]:
    db.session.rollback()
    listed = db.select(Attendee.listed_email).where(Attendee.event_id == cast.event.id)
    return Counter(db.session.scalars(listed.where(Attendee.listed_name.is_not(None))))


def test_a_long_list_is_read_shown_taken_over_and_undone_in_the_background(app: Flask, cast: Cast, browser_of):
    dora, before = browser_of(cast.dora), everything(cast)
    rows = "".join(f"Person {n},p{n}@example.org\n" for n in range(SHORT + 100))
    job = upload(dora, "Name,E-mail\n" + rows).location
    assert "/jobs/" in job
    assert "You may leave this page" in dora.get(job).get_data(as_text=True)
    deliver(app)
    draft = Rows(ImportDraft).all()[0]
    preview = f"/e/career-day/people/import/{draft.code}"
    assert preview in dora.get(job).get_data(as_text=True)
    page = dora.get(preview).get_data(as_text=True)
    assert "<dd>1100</dd>" in page
    assert len(page) < 20_000
    assert sum(on_list(cast).values()) == 0
    taking = confirm(dora, preview).location
    deliver(app)
    assert "Done: 1,100 new, 0 changed." in dora.get(taking).get_data(as_text=True)
    assert set(on_list(cast).values()) == {1}
    assert [(act.what, act.number) for act in AuditAct.at(cast.event)] == [("imported", 1100)]
    record = Rows(ImportRecord).all()[0]
    report = f"/e/career-day/people/imports/{record.code}"
    assert report in dora.get(taking).get_data(as_text=True)
    undo = dora.post(f"{report}/undoing").location
    deliver(app)
    assert "Everything is as it was before." in dora.get(undo).get_data(as_text=True)
    assert everything(cast) == before


def test_the_same_long_list_again_changes_nothing(app: Flask, cast: Cast):
    begun(cast, people(PIECE + 5))
    deliver(app)
    assert planned(cast, people(PIECE + 5)).counts == {"unchanged": PIECE + 5}


def test_no_transaction_of_it_holds_more_than_a_piece(app: Flask, cast: Cast):
    """However long the list: between two pieces a scan gets its turn."""
    begun(cast, people(3 * PIECE))
    numbers, inserted = [], Counter[str]()

    @contextmanager
    def counted() -> Iterator[None]:
        def count(_conn: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
            if statement.startswith(("INSERT INTO attendee ", "INSERT INTO person ")):
                inserted[statement.split()[2]] += len(parameters) if isinstance(parameters, list) else 1

        sqlalchemy_event.listen(db.engine, "before_cursor_execute", count)
        yield
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", count)

    goes_on = True
    while goes_on:
        inserted.clear()
        with counted():
            goes_on = work()
        numbers.append(dict(inserted))
    assert numbers[:3] == [{"person": PIECE, "attendee": PIECE}] * 3
    assert sum(on_list(cast).values()) == 3 * PIECE


def test_who_came_while_it_ran_is_left_alone_and_named(app: Flask, cast: Cast):
    record = begun(cast, people(PIECE + 2))
    assert work()
    late = Person(name="Late", email=f"p{PIECE + 1}@example.org", email_confirmed_at=now())
    db.session.add(late)
    db.session.flush()
    join(cast.event, late)
    db.session.commit()
    deliver(app)
    assert [(entry.name, entry.outcome) for entry in record.rows() if entry.outcome] == [(f"Person {PIECE + 1}", "met")]
    assert Rows(Job).all()[0].problems == record.problems == 1
    assert planned(cast, people(PIECE + 2)).counts == {"changed": 1, "unchanged": PIECE + 1}


def test_one_import_at_a_time(app: Flask, cast: Cast, browser_of):
    record = begun(cast, people(PIECE + 1))
    with pytest.raises(Refused):
        start_undoing(record, cast.dora)
    dora = browser_of(cast.dora)
    answer = confirm(dora, upload(dora).location)
    assert "Another import is still running" in dora.get(answer.location).get_data(as_text=True)
    assert sum(on_list(cast).values()) == 0


def test_an_import_that_failed_in_the_middle_says_so_and_is_undone(app: Flask, cast: Cast, browser_of):
    before = everything(cast)
    record = begun(cast, people(2 * PIECE))
    assert work()
    Rows(Job).all()[0].tries = 99
    db.session.commit()
    deliver(app)
    assert Rows(Job).all()[0].state == "failed"
    page = browser_of(cast.dora).get(f"/e/career-day/people/imports/{record.code}").get_data(as_text=True)
    assert f"stopped after {PIECE} of {2 * PIECE} rows" in page
    undoing.begin(record)
    undoing.undo_all(record, cast.dora)
    db.session.commit()
    assert everything(cast) == before


@pytest.fixture
def own(databases: SqliteFiles | PostgresDatabase, tmp_path: Path) -> Iterator[tuple[Cast, Callable[[], "Worker"]]]:
    """A database that another process may work on, with the cast; and how to start a worker there."""
    url = databases.fresh_url(tmp_path)
    settings = Settings(database_url=url, secret_key=SECRET_KEY, data_dir=str(tmp_path), base_url="http://localhost")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVENTNET_")}
    known = {"EVENTNET_SECRET_KEY": SECRET_KEY, "EVENTNET_DATA_DIR": str(tmp_path), "EVENTNET_DATABASE_URL": url}
    workers: list[Worker] = []

    def begin() -> Worker:
        workers.append(Worker(kept | known))
        return workers[-1]

    with create_app(settings).app_context():
        yield make_cast(), begin
        for worker in workers:
            worker.kill()
        db.session.remove()
        db.engine.dispose()


class Worker:
    """`eventnet worker`, as it is run."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "eventnet", "worker"], env=environ)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def applied(record: ImportRecord) -> int:
    db.session.rollback()
    db.session.expire_all()
    number = record.applied
    db.session.rollback()
    return number


@pytest.mark.tooling
def test_a_worker_that_is_killed_in_the_middle_leaves_nothing_half_done_and_the_next_one_goes_on(own) -> None:
    cast, worker = own
    record = begun(cast, people(MANY))
    first = worker()
    until(lambda: applied(record) >= 2)
    first.kill()
    done = applied(record)
    assert 2 <= done < record.pieces, "it was killed in the middle"
    assert sum(on_list(cast).values()) == done * PIECE
    for job in Rows(Job):
        job.lease_until = now() - timedelta(seconds=1)  # as if half a minute had passed
    db.session.commit()
    worker()
    until(lambda: applied(record) == record.pieces)
    until(lambda: all(job.state == "done" for job in _jobs()))
    assert on_list(cast) == Counter(f"p{n}@example.org" for n in range(MANY))
    assert Rows(Person).where(Person.name.like("Person %")).count() == MANY


def _jobs() -> list[Job]:
    db.session.rollback()
    db.session.expire_all()
    found = Rows(Job).all()
    db.session.rollback()
    return found
