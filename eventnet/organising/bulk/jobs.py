"""The same for thousands, some at a time, while scans go on."""

from collections.abc import Callable, Sequence

from flask_babel import format_number, ngettext
from flask_babel import lazy_gettext as _l

from eventnet.events import removing
from eventnet.events.models import Event
from eventnet.organising.bulk import acting
from eventnet.organising.jobs import Job, works

PLACES, RETURNS, LETTERS = 100, 40, 25  # a step holds the lock for some tens of milliseconds


def told_removed(job: Job) -> str:
    number = format_number(job.done)
    return ngettext("%(number)s person was removed.", "%(number)s people were removed.", job.done, number=number)


def told_back(job: Job) -> str:
    number = format_number(job.done)
    return ngettext("%(number)s person is back.", "%(number)s people are back.", job.done, number=number)


def told_invited(job: Job) -> str:
    number = format_number(job.done)
    return ngettext(
        "%(number)s letter is written and goes out.",
        "%(number)s letters are written and go out.",
        job.done,
        number=number,
    )


@works("remove", _l("Removing people"), told_removed)
def remove_some(job: Job) -> bool:
    return _some(job, PLACES, lambda event, ids: removing.remove(event, ids, job.by))


@works("bring-back", _l("Bringing people back"), told_back)
def bring_some_back(job: Job) -> bool:
    return _some(job, RETURNS, removing.bring_back)


@works("invite", _l("Writing invitations"), told_invited)
def invite_some(job: Job) -> bool:
    again, by = bool(job.payload["again"]), job.by
    if by is None:
        return False
    return _some(job, LETTERS, lambda event, ids: acting.write_to(event, ids, by, job.created_at, again))


def _some(job: Job, number: int, act: Callable[[Event, Sequence[int]], object]) -> bool:
    """The next ones: which they are was settled when somebody said yes."""
    ids: list[int] = job.payload["ids"]
    job.total = len(ids)
    now_ = ids[job.done : job.done + number]
    still = acting.still_removed if job.kind == "bring-back" else acting.still
    act(job.event, still(job.event, now_, job.created_at))
    job.done += len(now_)
    return job.done < job.total
