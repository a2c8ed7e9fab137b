"""What the page says about the last pull and about who is coming no more."""

from functools import cached_property

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventnet.db import db
from eventnet.events.models import Attendee, Event
from eventnet.organising.jobs import Job
from eventnet.organising.pulling.absences import reason_in_words
from eventnet.organising.pulling.models import PretixAbsence, PretixSource
from eventnet.organising.pulling.sources import KIND
from eventnet.organising.pulling.troubles import LASTING, words_of
from eventnet.organising.pulling.work import in_words
from eventnet.people.models import Person
from eventnet.web.filters import clock, when

PAGE = 25


class Gone(Struct, frozen=True):
    """Somebody who is on our list and whose ticket is valid no more."""

    name: str
    words: str
    code: str


class Seen(Struct, frozen=True, dict=True):
    event: Event
    after: str = ""

    @cached_property
    def source(self) -> PretixSource | None:
        return PretixSource.of(self.event.id).first()

    @cached_property
    def job(self) -> Job | None:
        return Job.open_at(self.event, KIND).first()

    @property
    def facts(self) -> list[tuple[str, str]]:
        """How the last pull went, when the next one is."""
        source = self.source
        if source is None:
            return []
        if source.pulled_at is None:
            return [(_("Last pull"), _("None yet"))]
        left_out = [
            f"{number} × {reason_in_words(code)}" for code, number in sorted(source.numbers.get("left_out", {}).items())
        ]
        return [
            (_("Last pull"), when(source.pulled_at, self.event.zone, place=False)),
            (_("What it brought"), in_words(source.numbers)),
            *([(_("Left out"), ", ".join(left_out))] if left_out else []),
        ]

    @cached_property
    def trouble(self) -> str:
        last = Job.at(self.event).where(Job.kind == KIND).first()
        if last and last.failed_at:
            return last.told
        return words_of(self.source.problem) if self.source and self.source.problem else ""

    @property
    def is_stopped(self) -> bool:
        """Nothing is asked by itself before somebody has mended it."""
        return bool(self.source and self.source.problem in LASTING)

    @property
    def again_at(self) -> str:
        source = self.source
        return clock(source.waits_until, self.event.zone) if source and source.is_waiting and source.waits_until else ""

    @cached_property
    def number_gone(self) -> int:
        of_event = select(func.count()).where(PretixAbsence.event_id == self.event.id)
        return db.session.scalar(of_event) or 0

    @cached_property
    def _gone(self) -> list[PretixAbsence]:
        """One more than a page."""
        rows = PretixAbsence.at(self.event)
        last = Attendee.at(self.event).get(self.after) if self.after else None
        if last:
            rows = rows.where(PretixAbsence.attendee_id < last.id)
        with_name = joinedload(PretixAbsence.attendee).joinedload(Attendee.person).lazyload(Person.links)
        return rows.options(with_name).limit(PAGE + 1).all()

    @property
    def gone(self) -> list[Gone]:
        return [
            Gone(each.attendee.person.name, reason_in_words(each.reason), each.attendee.code)
            for each in self._gone[:PAGE]
        ]

    @property
    def next_after(self) -> str:
        """The key of the next page; empty on the last one."""
        return self.gone[-1].code if len(self._gone) > PAGE else ""
