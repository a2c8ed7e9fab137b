"""A list of 50,000 taken over by the worker: beside a bare bulk insert of such rows, and beside scans that go on."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from sqlalchemy import insert

from eventnet import create_app
from eventnet.codes import new_code
from eventnet.config import Settings
from eventnet.db import db, reading
from eventnet.events.models import Attendee, Event, Membership
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.jobs import Job
from eventnet.organising.jobs.worker import work
from eventnet.organising.models import ImportDraft
from eventnet.organising.planning import plan
from eventnet.organising.records.entries import entries_of
from eventnet.organising.records.models import ImportRecord
from eventnet.organising.records.work import start_reading, start_taking, start_undoing
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.bench import report
from tests.bench.load import Sample
from tests.bench.open_loop import arrive
from tests.bench.pairs import Pairs
from tests.bench.servers import LIMIT, environ, serve
from tests.bench.storage import SQLITE, storage
from tests.bench.world import _events, make_world
from tests.databases import SECRET_KEY

PEOPLE, IN_A_ROUND, ROUNDS = 50_000, 4_000, 3
RATE, SECONDS = 100, 6
P99_MS = 150  # of a scan while the list comes in
MOST_MIB = 350


def main() -> None:
    with storage(SQLITE) as url, importing_event(url) as event:
        ratio, ours, bare = beside_bare(event, IN_A_ROUND, ROUNDS)
        report.figure("import, rows a second", f"{ours:.0f}, bare insert {bare:.0f}, of the limit {ratio:.2f}")
        whole(event, PEOPLE)
    with storage(SQLITE) as url:
        beside_scans(url, PEOPLE)


@contextmanager
def importing_event(url: str) -> Iterator[Event]:
    with create_app(Settings(database_url=url, secret_key=SECRET_KEY)).app_context():
        event = Rows(Event).order_by(Event.id).first() or db.session.get_one(Event, _events()[0])
        asker = Person(name="Dora Meyer", email="dora@example.org")
        db.session.add(asker)
        db.session.flush()
        db.session.add(Membership(organiser_id=event.organiser_id, person_id=asker.id, role="owner"))
        db.session.commit()
        yield event
        db.session.remove()
        db.engine.dispose()


def beside_bare(event: Event, number: int, rounds: int) -> tuple[float, float, float]:
    """Round by round, ours and the bare one in turns; the list is read before and is not counted."""
    found = []
    for round_ in range(rounds):
        began = [_ours(event, number, round_), _bare(event, number, round_)]
        found.append((number / began[0], number / began[1]))
    ours, bare = (median(side) for side in zip(*found, strict=True))
    return median(one / other for one, other in found), ours, bare


def _ours(event: Event, number: int, round_: int) -> float:
    listed = [Listed(n, None, f"Person {n}", f"ours.{round_}.{n}@example.org", "Railworks") for n in range(number)]
    record = begun(event, listed)
    began = time.perf_counter()
    finish()
    spent = time.perf_counter() - began
    db.session.expire_all()
    assert record.finished_at, "it is stored"
    return spent


def _bare(event: Event, number: int, round_: int) -> float:
    """Rows as they are, in one transaction: what the database can do."""
    named = [{"code": new_code(), "name": f"Person {n}", "email": f"b{round_}.{n}@example.org"} for n in range(number)]
    people, places, event_id = Person.__table__, Attendee.__table__, event.id
    db.session.rollback()
    began = time.perf_counter()
    with db.engine.begin() as connection:
        connection.execute(insert(people), named)  # type: ignore[arg-type]
        last = connection.exec_driver_sql("SELECT max(id) FROM person").scalar_one()
        rows = [
            {"event_id": event_id, "person_id": last - n, "handle": f"{round_}-{n}", "listed_name": f"Person {n}"}
            for n in range(number)
        ]
        connection.execute(insert(places), rows)  # type: ignore[arg-type]
    return time.perf_counter() - began


def whole(event: Event, number: int) -> None:
    """From the text of the file to the last row, and back; in a worker of its own, whose memory is measured."""
    asker = Rows(Person).where(Person.email == "dora@example.org").first()
    assert asker is not None
    text = "Name,E-mail,Company\n" + "".join(f"Łukasz No. {n},p{n}@example.org,Railworks\n" for n in range(number))
    draft = ImportDraft.keep(event, asker, "list.csv", text)
    db.session.flush()
    start_reading(draft, asker)
    db.session.commit()
    code = draft.code
    with worker(str(db.engine.url)) as process:
        spent = until_over()
        report.figure("reading 50,000 rows", f"{spent:.1f} s")
        record = ImportRecord.planned(event, code)
        assert record is not None
        start_taking(record, asker)
        db.session.commit()
        spent = until_over()
        report.figure("taking over 50,000 rows", f"{spent:.1f} s, {number / spent:.0f} rows a second")
        last = ImportRecord.last(event)
        assert last is not None
        assert last.finished_at
        start_undoing(last, asker)
        db.session.commit()
        spent = until_over()
        peak = _peak(process.pid)
    report.figure("undoing 50,000 rows", f"{spent:.1f} s, {number / spent:.0f} rows a second")
    report.figure("the worker's memory at its peak", f"{peak:.0f} MiB, target <= {MOST_MIB} MiB", peak <= MOST_MIB)
    assert Rows(Person).where(Person.name.like("Łukasz No. %")).count() == 0, "it is undone"


def beside_scans(url: str, number: int) -> None:
    """Scans that arrive at a steady rate, alone and while the worker takes the list over."""
    world = make_world(url, 1500, 60, 8)
    with serve(url) as ours, serve(url, LIMIT, workers=1) as limit:
        scans = Pairs(world, url, ours.port, limit.port).scan()[0]
        arrive(scans, rounds=1, seconds=2, rate=RATE)
        alone = arrive(scans, rounds=1, seconds=SECONDS, rate=RATE)
        with importing_event(url) as event:
            listed = [Listed(n, None, f"Person {n}", f"p{n}@example.org", "Railworks") for n in range(number)]
            record = begun(event, listed)
            with worker(url):
                while not _applied(record):
                    time.sleep(0.05)
                beside = arrive(scans, rounds=1, seconds=SECONDS, rate=RATE)
                assert _applied(record) < record.pieces, "the list was still coming in"
    for percent, most in ((50, None), (99, P99_MS)):
        _tell(percent, alone[0], beside[0], most)


def begun(event: Event, listed: list[Listed]) -> ImportRecord:
    asker = Rows(Person).where(Person.email == "dora@example.org").first()
    assert asker is not None
    entries = entries_of(plan(event, Reading(listed, [], [], "plain")))
    record = ImportRecord.keep(event, asker, "list.csv", entries)
    start_taking(record, asker)
    db.session.commit()
    return record


def finish() -> None:
    while work():
        pass


@contextmanager
def worker(url: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`eventnet worker`, as it is run."""
    command = [sys.executable, "-m", "eventnet", "worker"]
    process = subprocess.Popen(command, env=environ(url), stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def until_over() -> float:
    """Seconds until no job is open any more."""
    began = time.perf_counter()
    with reading():
        while Rows(Job).where(Job.finished_at.is_(None), Job.failed_at.is_(None)).any():
            db.session.rollback()
            time.sleep(0.05)
        assert not Rows(Job).where(Job.failed_at.is_not(None)).any()
        db.session.rollback()
    return time.perf_counter() - began


def _applied(record: ImportRecord) -> int:
    db.session.rollback()
    with reading():
        number = record.applied
        db.session.rollback()
    return number


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _tell(percent: int, alone: Sample, beside: Sample, most: float | None) -> None:
    mine, calm = beside.percentile(percent), alone.percentile(percent)
    words = f"{mine:.1f} ms while a list comes in, {calm:.1f} ms without" + (f", target <= {most} ms" if most else "")
    report.figure(f"{RATE} scans/s, p{percent}", words, None if most is None else mine <= most)


if __name__ == "__main__":
    main()
