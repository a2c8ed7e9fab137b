"""One pull: a page of orders a step. Asked with no transaction open, taken over in a short one, until there is no more.

Who is new, changed or gone is known by the ids of tickets, so a page may come twice and a pull may begin again.
"""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

from flask_babel import format_number
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.db import db, reading
from eventnet.mail.worker import every_minute
from eventnet.organising.applying import take_over
from eventnet.organising.jobs import Job, works
from eventnet.organising.pulling import absences, sources
from eventnet.organising.pulling.addresses import read_server
from eventnet.organising.pulling.client import Client, first_query, next_query
from eventnet.organising.pulling.models import PretixSource
from eventnet.organising.pulling.orders import Page, read_orders
from eventnet.organising.pulling.troubles import Trouble, words_of
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

MOST_MISSES = 5  # in a row, after which only the clock asks again
AGAIN = timedelta(minutes=1)  # after the first miss; twice as long after each further one
MOST_PAGES = 4_000


@every_minute
def begin_what_is_due() -> None:
    for source in PretixSource.due().locked(skip=True).all():
        sources.begin(source, by=None)


def told(job: Job) -> str:
    """How it ended."""
    problem = job.said.get("problem")
    return words_of(problem) if problem else in_words(job.said)


@works(sources.KIND, _l("Pulling the list from pretix"), told, "organising.pretix", _l("To pretix"))
def step(job: Job) -> bool:
    with reading():
        source = PretixSource.of(job.event_id).first()
        question = Question.of(source) if source else None
        db.session.rollback()
    if question is None:
        return False
    try:
        page = question.ask()
    except Trouble as trouble:
        return _give_up(job, question, trouble)
    return _take(job, question, page)


class Question(Struct, frozen=True):
    """All that asking needs, so that it needs no database."""

    asked: str
    sealed: bytes
    server: str
    organiser: str
    event: str
    token: str

    @classmethod
    def of(cls, source: PretixSource) -> "Question":
        asked = source.underway.get("asked") or first_query(source.since)
        return cls(asked, source.sealed, source.server, source.organiser, source.event_there, source.token)

    def ask(self) -> Page:
        try:
            server = read_server(self.server)
        except Refused:  # it was inside, and the settings say so no more
            raise Trouble("forbidden-address") from None
        return Client(server, self.organiser, self.event, self.token, settings().pretix_patience).page(self.asked)

    def still(self) -> PretixSource | None:
        """The source as it was when pretix was asked; none if it was taken away or connected anew in the meantime."""
        of_this = (PretixSource.sealed == self.sealed, PretixSource.server == self.server)
        there = (PretixSource.organiser == self.organiser, PretixSource.event_there == self.event)
        return Rows(PretixSource).where(*of_this, *there).locked().first()


def _take(job: Job, question: Question, page: Page) -> bool:
    source = question.still()
    if source is None or source.event.purged_at:
        return False
    further = next_query(page.next)
    pages = int(source.underway.get("pages", 0)) + 1
    if further == question.asked or pages > MOST_PAGES:
        return _note_trouble(source, job, Trouble("junk"))
    try:
        _take_over(source, job, page)
    except Refused:
        db.session.rollback()
        return _give_up(job, question, Trouble("refused"))
    generated = source.underway.get("generated") or page.generated
    if further:
        source.underway = {"asked": further, "generated": generated, "pages": pages}
        return True
    source.since, source.underway, source.pulled_at = generated, {}, now()
    source.problem, source.misses, source.numbers = "", 0, job.said
    return False


def _take_over(source: PretixSource, job: Job, page: Page) -> None:
    event, by = source.event, db.session.get(Person, job.person_id) if job.person_id else None
    pulled = read_orders(page.results, source.event_there)
    plan, _done = take_over(event, pulled.reading, by=by)
    absent = absences.settle(event, pulled, by)
    far = Counter(new=len(plan.new), changed=len(plan.changed), unchanged=len(plan.unchanged), absent=absent)
    left_out = Counter(each.reason_code for each in plan.left_out) + Counter(removed=len(plan.removed))
    job.done, job.total = job.done + len(page.results), max(page.count, job.done + len(page.results))
    job.said = _sum(job.said, far) | {"left_out": _sum(job.said.get("left_out", {}), left_out)}


def _sum(one: dict[str, Any], other: Counter[str]) -> dict[str, Any]:
    return one | {name: int(one.get(name, 0)) + number for name, number in other.items()}


def _give_up(job: Job, question: Question, trouble: Trouble) -> bool:
    source = question.still()
    return _note_trouble(source, job, trouble) if source else False


def _note_trouble(source: PretixSource, job: Job, trouble: Trouble) -> bool:
    """What may pass is tried again, later and later and each server at another moment; the rest waits for a person."""
    source.problem, source.misses = trouble.code, source.misses + 1
    job.said, job.problems = job.said | {"problem": trouble.code}, job.problems + 1
    if trouble.is_passing and source.misses <= MOST_MISSES:
        wait = AGAIN * 2 ** (source.misses - 1) * random.uniform(1, 1.5)  # noqa: S311 - spreads, hides nothing
        source.waits_until = now() + max(wait, timedelta(seconds=trouble.again_in or 0))
        source.wanted_at = source.wanted_at or now()
    else:
        source.underway = {}
    return False


def in_words(numbers: dict[str, Any]) -> str:
    """What a pull came to."""
    said = {name: format_number(numbers.get(name, 0)) for name in ("new", "changed", "unchanged")}
    return _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged.", **said)
