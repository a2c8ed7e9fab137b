"""What kinds of jobs there are, and how each is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from eventnet.organising.jobs.models import Job

Step = Callable[["Job"], bool]
Told = Callable[["Job"], str]


class Work(Struct, frozen=True):
    """How a kind of job is done and told. `page` is the endpoint that shows what came of it (slug, code of the job)."""

    step: Step
    title: object
    told: Told | None = None
    page: str = ""
    page_words: object = ""


known: dict[str, Work] = {}


def works(
    kind: str, title: object = "", told: Told | None = None, page: str = "", page_words: object = ""
) -> Callable[[Step], Step]:
    """Register `step(job) -> bool`: a small piece of the work in one transaction, true while there is more to do.

    The step counts in `job.done`, `job.total`, `job.problems` and keeps its place in `job.said`; the worker stores
    them with the rest of the transaction, all or nothing. Titles are lazy words; `told(job)` says how it ended.
    """

    def register(step: Step) -> Step:
        known[kind] = Work(step, title, told, page, page_words)
        return step

    return register
