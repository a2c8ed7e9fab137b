"""Five thousand badges: rows from the database to a PDF, and what the press held at its peak."""

import resource
import tempfile
import time
from pathlib import Path

from eventnet import create_app
from eventnet.config import Settings
from eventnet.db import db
from eventnet.demo.world import fill
from eventnet.events.models import Event, Membership
from eventnet.organising.applying import take_over
from eventnet.organising.badges import render, runs
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.badges.files import BadgeFile
from eventnet.organising.badges.models import BadgeDesign
from eventnet.organising.importing import Listed, Reading
from eventnet.organising.jobs import worker
from eventnet.people.models import Person
from eventnet.rows import Rows
from tests.bench import report
from tests.databases import SECRET_KEY, prepare

NUMBER, MOST_SECONDS = 5000, 10
FIRST = ("Ada", "Maximiliane", "Владимир", "Αλέξανδρος", "Nguyễn Thị Minh", "Łukasz")
LAST = ("Lindqvist", "von Hohenlohe-Öhringen", "Кузнецов", "Παπαδόπουλος", "Khai", "Żółkiewski")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'badges.sqlite3'}"
        prepare(url)
        app = create_app(Settings(database_url=url, secret_key=SECRET_KEY, data_dir=directory, demo="1"))
        with app.app_context():
            fill()
            event = Rows(Event).order_by(Event.id).first()
            assert event is not None
            people = [
                Listed(n, None, f"{FIRST[n % 6]} {LAST[n // 6 % 6]} {n}", f"a{n}@example.org", f"Railworks {n % 90}")
                for n in range(NUMBER)
            ]
            take_over(event, Reading(people, [], [], "plain"))
            db.session.commit()
            for sheet in ("card", "a6"):
                _tell(event, sheet)
            _tell_run(event)
            db.session.remove()
            db.engine.dispose()


def _tell(event: Event, sheet: str) -> None:
    design = BadgeDesign.first_of(event)
    design.sheet = sheet
    began = time.perf_counter()
    rows = Choice(event).rows
    job = render.sheets(design, event, render.badges_of(event, rows))
    read = time.perf_counter()
    pdf = render.pdf(job)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    words = (
        f"{len(rows)} in {seconds:.1f} s ({read - began:.1f} s of it reading), {len(pdf) / 2**20:.1f} MiB of PDF, "
        f"the press {peak:.0f} MiB at its peak, target <= {MOST_SECONDS} s"
    )
    report.figure(f"badges, {sheet}", words, len(rows) == NUMBER and seconds <= MOST_SECONDS)


def _tell_run(event: Event) -> None:
    """The same in the background, as the page of the badges asks for it: pile by pile, sealed and stored."""
    member = Rows(Person).join(Membership, Membership.person_id == Person.id).first()
    assert member is not None
    runs.begin(event, member, BadgeDesign.first_of(event), Choice(event).rows)
    db.session.commit()
    began, piles = time.perf_counter(), 0
    while worker.work():
        piles += 1
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    drawn = Rows(BadgeFile).all()
    words = f"{piles} piles in {seconds:.1f} s, the worker {peak:.0f} MiB at its peak, target <= {MOST_SECONDS} s"
    report.figure("badges, in the background", words, drawn[-1].last == NUMBER and seconds <= MOST_SECONDS)


if __name__ == "__main__":
    main()
