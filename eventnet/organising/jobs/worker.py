"""The worker's part: claim a job, do one step of it, settle. A step is stored with how far it came, all or nothing.

Nothing is open between the claim and the step's own first statement, so a step may read a long file or ask another
server first and keep nobody waiting. Killed at any moment: the step it was at never happened, and whoever claims the
job when the lease is over goes on from the one before.
"""

import logging
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import undefer

from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.faults import type_and_place
from eventnet.mail.worker import between_letters, every_minute
from eventnet.organising.jobs.kinds import known
from eventnet.organising.jobs.models import Job
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows
from eventnet.web.languages import speaking

LEASE = timedelta(seconds=30)
MOST_TRIES = 5  # without a step that succeeds: what kills the worker each time must end

log = logging.getLogger("eventnet.jobs")


@between_letters
def work() -> bool:
    """One step of the job that waited longest; false when there is none."""
    if not _is_any_due():
        return False
    job, language = _claim()
    db.session.commit()
    if job is None:
        return False
    with speaking(language):
        _step(job)
    db.session.commit()
    return True


@every_minute
def drop_old_jobs() -> None:
    Job.drop_old()


def _due() -> Rows[Job]:
    free = or_(Job.lease_until.is_(None), Job.lease_until <= now())
    is_open = (Job.finished_at.is_(None), Job.failed_at.is_(None))
    return Rows(Job).where(*is_open, free, Job.kind.in_(known)).order_by(Job.stepped_at, Job.id)


def _is_any_due() -> bool:
    """Looks without the write lock, so that an idle worker never makes a scan wait."""
    with reading():
        found = _due().any()
        db.session.rollback()
    return found


def _claim() -> tuple[Job | None, str]:
    """The job and in which language its words are; reading it needs no database any more."""
    job = _due().options(undefer(Job.sealed)).locked(skip=True).first()
    if job is None:
        return None, "en"
    asker = db.session.get(Person, job.person_id) if job.person_id else None
    job.lease_until, job.started_at = now() + LEASE, job.started_at or now()
    job.tries += 1
    db.session.flush()
    db.session.expunge(job)
    return job, asker.language if asker else "en"


def _step(job: Job) -> None:
    """Whatever goes wrong is the job's, and is said on its page."""
    try:
        if job.tries > MOST_TRIES:
            raise Refused("tries", _("It was tried several times and came to no end."))
        goes_on = known[job.kind].step(job)
        if not _settle(job, goes_on):
            db.session.rollback()
    except Refused as no:
        _fail(job, no.words)
    except (OperationalError, IntegrityError):  # busy, or somebody was faster: tried again when the lease is over
        db.session.rollback()
        log.warning("job %d waits: the database did not answer", job.id)
    except Exception as error:  # whatever it was, the other jobs and the letters go on
        log.error("job %d failed: %s", job.id, type_and_place(error))
        _fail(job, _("Something went wrong on our side. What was done before stays done."))


def _settle(job: Job, goes_on: bool) -> bool:
    """False when somebody else holds it by now: then this step must not have happened."""
    at = now()
    far = {"done": job.done, "total": job.total, "problems": job.problems, "said": job.said}
    pace = {} if job.done else {"started_at": at}  # what comes before the first is no part of the pace
    ends = {} if goes_on else {"finished_at": at, "sealed": b""}
    values = far | pace | ends | {"stepped_at": at, "tries": 0, "lease_until": None}
    return _is_written(job, values)


def _fail(job: Job, words: str) -> None:
    db.session.rollback()
    why = job.said | {"why": words}
    _is_written(job, {"failed_at": now(), "said": why, "sealed": b"", "lease_until": None})


def _is_written(job: Job, values: dict[str, object]) -> bool:
    mine = update(Job).where(Job.id == job.id, Job.lease_until == job.lease_until)
    mine = mine.where(Job.finished_at.is_(None), Job.failed_at.is_(None))
    statement = mine.values(**values).execution_options(synchronize_session=False).returning(Job.id)
    return db.session.execute(statement).first() is not None
