"""Jobs: step by step in the worker, each step whole or not at all, seen by the team while they run."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.events.models import Membership
from eventnet.organising.jobs import Job, kinds, start, works
from eventnet.organising.jobs.worker import LEASE, MOST_TRIES, work
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from tests.browsing import Live, Open
from tests.cast import Cast
from tests.smtp_server import deliver


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test registers is known to this test alone."""
    monkeypatch.setattr(kinds, "known", dict(kinds.known))
    monkeypatch.setattr("eventnet.organising.jobs.worker.known", kinds.known)
    return


def counting(number: int):
    """A job that renames Ada at each step, `number` times."""

    @works("counting", title="Counting")
    def step(job: Job) -> bool:
        job.total = number
        job.done += 1
        rename(f"Ada {job.done}")
        return job.done < number

    return step


def rename(headline: str) -> None:
    ada = Rows(Person).where(Person.email == "ada@example.org").first()
    assert ada is not None
    ada.headline = headline
    db.session.flush()


def begin(cast: Cast, kind: str = "counting", payload: bytes | dict[str, object] | None = None) -> str:
    job = start(cast.event, cast.dora, kind, {} if payload is None else payload)
    db.session.commit()
    return job.code


def job(code: str) -> Job:
    db.session.rollback()
    db.session.expire_all()
    return Rows(Job).get_or_404(code)


def test_the_worker_does_a_job_to_its_end(app, cast: Cast):
    counting(3)
    code = begin(cast)
    assert job(code).state == "waiting"
    deliver(app)
    done = job(code)
    assert (done.state, done.done, done.total, done.lease_until) == ("done", 3, 3, None)
    assert cast.ada.headline == "Ada 3"


@pytest.mark.parametrize("payload", [b"\x00bytes", {"whom": [1, 2]}])
def test_a_job_gets_what_it_was_started_with_and_keeps_none_of_it(app, cast: Cast, payload):
    got = []

    @works("payload")
    def step(job: Job) -> bool:
        got.append((job.payload, job.event.slug, job.by.name))
        return False

    code = begin(cast, "payload", payload)
    stored = job(code).sealed
    assert b"whom" not in stored
    assert b"bytes" not in stored
    deliver(app)
    assert got == [(payload, "career-day", "Dora Meyer")]
    assert job(code).sealed == b""


def test_a_step_that_fails_is_undone_ends_the_job_in_words_and_stops_no_other(app, cast: Cast, caplog):
    @works("breaking")
    def step(job: Job) -> bool:
        rename("Half done")
        raise ValueError("ada@example.org is secret")

    counting(2)
    broken, sound = begin(cast, "breaking"), begin(cast)
    deliver(app)
    assert (job(broken).state, job(sound).state) == ("failed", "done")
    assert "went wrong on our side" in job(broken).told
    assert cast.ada.headline == "Ada 2"
    assert "secret" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_refusal_is_told_in_the_language_of_who_asked(app, cast: Cast):
    from eventnet.web.languages import language

    @works("refusing")
    def step(job: Job) -> bool:
        raise Refused("no", f"refused in {language()}")

    cast.dora.language = "de"
    code = begin(cast, "refusing")
    deliver(app)
    assert job(code).told == "refused in de"


def test_two_jobs_take_turns(app, cast: Cast, travel):
    steps = []

    @works("turns")
    def step(job: Job) -> bool:
        steps.append(job.payload["name"])
        job.done += 1
        travel.shift(timedelta(seconds=1))
        return job.done < 2

    begin(cast, "turns", {"name": "a"})
    begin(cast, "turns", {"name": "b"})
    deliver(app)
    assert steps == ["a", "b", "a", "b"]


def test_a_killed_worker_s_step_never_happened_and_the_next_goes_on_after_the_lease(app, cast: Cast, travel):
    """Killed as far as anybody can see: the claim is stored, the step is not."""
    counting(3)
    code = begin(cast)
    assert work()
    held = job(code)
    held.lease_until = now() + LEASE
    db.session.commit()
    assert not work()
    travel.shift(LEASE + timedelta(seconds=1))
    while work():
        pass
    assert (job(code).done, job(code).state) == (3, "done")


def test_a_step_of_a_job_that_somebody_else_took_over_is_not_stored(app, cast: Cast):
    @works("slow")
    def step(job: Job) -> bool:
        rename("By the slow one")
        db.session.query(Job).filter_by(id=job.id).update({"lease_until": now() + 2 * LEASE})
        job.done = 7
        return False

    code = begin(cast, "slow")
    assert work()
    assert (job(code).done, job(code).state, cast.ada.headline == "By the slow one") == (0, "running", False)


def test_a_busy_database_is_tried_again(app, cast: Cast, travel):
    failures = iter([OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))])

    @works("busy")
    def step(job: Job) -> bool:
        if failure := next(failures, None):
            raise failure
        return False

    code = begin(cast, "busy")
    work()
    assert not job(code).is_over
    travel.shift(LEASE + timedelta(seconds=1))
    work()
    assert job(code).state == "done"


def test_what_kills_every_worker_comes_to_an_end(app, cast: Cast):
    counting(1)
    code = begin(cast)
    job(code).tries = MOST_TRIES
    db.session.commit()
    work()
    assert (job(code).state, job(code).done) == ("failed", 0)


def test_the_time_left_follows_the_pace_so_far(app, cast: Cast, travel):
    @works("paced")
    def step(job: Job) -> bool:
        job.total, job.done = 1000, job.done + 100
        travel.shift(timedelta(seconds=60))
        return job.done < 1000

    code = begin(cast, "paced")
    assert job(code).time_left == ""
    work()
    work()
    assert (job(code).so_far, job(code).time_left) == ("200 of 1,000", "About 8 minutes left")


def test_a_job_is_shown_while_it_runs_and_named_on_the_people_page(app, cast: Cast, browser_of):
    counting(2)
    code = begin(cast)
    dora, page = browser_of(cast.dora), f"/e/career-day/jobs/{code}"
    work()
    shown = dora.get(page).get_data(as_text=True)
    assert "1 of 2" in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert page in dora.get("/e/career-day/people").get_data(as_text=True)
    state = dora.get(f"{page}/state").get_json()
    assert (state["state"], state["done"], state["total"], state["so_far"]) == ("running", 1, 2, "1 of 2")
    deliver(app)
    assert "http-equiv" not in dora.get(page).get_data(as_text=True)
    assert page not in dora.get("/e/career-day/people").get_data(as_text=True)
    assert dora.get(f"{page}/state").get_json()["state"] == "done"


def test_a_job_is_for_the_office_of_its_event(app, cast: Cast, browser_of, client):
    counting(1)
    page = f"/e/career-day/jobs/{begin(cast)}"
    db.session.add(Membership(organiser_id=cast.event.organiser_id, person_id=cast.ben.id, role="helper"))
    db.session.add(Membership(organiser_id=cast.elsewhere.organiser_id, person_id=cast.dora.id, role="owner"))
    db.session.commit()
    for address in (page, f"{page}/state"):
        for person in (cast.ada, cast.ben, cast.eve, cast.otto):
            assert browser_of(person).get(address).status_code == 404
        assert browser_of(cast.dora).get(address.replace("career-day", "elsewhere")).status_code == 404
        assert browser_of(cast.dora).get(address).status_code == 200


def test_jobs_that_are_over_go_after_three_months(app, cast: Cast, travel):
    counting(1)
    code = begin(cast)
    deliver(app)
    travel.shift(timedelta(days=89))
    deliver(app)
    assert job(code).state == "done"
    travel.shift(timedelta(days=2))
    deliver(app)
    assert Rows(Job).count() == 0


@pytest.mark.browser
def test_the_page_follows_the_job_by_itself_to_its_end(live: Live, phone: Open):
    counting(2)
    code = begin(live.cast)
    page = phone(live.cast.dora)
    page.goto(f"/e/career-day/jobs/{code}")
    page.get_by_text("Begins in a moment").wait_for()
    step_by_the_worker()
    page.get_by_text("1 of 2").wait_for()
    step_by_the_worker()
    page.get_by_text("2 of 2").wait_for()
    page.locator(".notice-success").wait_for()
    assert page.locator("progress").count() == 0


def step_by_the_worker() -> None:
    """The worker waits for the lock; the test itself only reads, and would fail beside a phone that just writes."""
    with reading(False):
        assert work()
