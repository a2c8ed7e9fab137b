"""Job: a piece of work for an event that outlives the page it was asked on."""

import gzip
from datetime import datetime, timedelta
from typing import Any

import msgspec
from flask_babel import format_number, ngettext
from flask_babel import gettext as _
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, delete, text
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.events.models import Event
from eventnet.indexes import index_where
from eventnet.organising.jobs import kinds
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.sealing import seal, unseal

PURPOSE = "job"
LIFE = timedelta(days=90)  # of what is over; it holds numbers only
AT_ONCE = timedelta(hours=12)  # how long a job that is over is still named beside what it was about
OPEN = text("finished_at IS NULL AND failed_at IS NULL")


class Job(Model):
    """What is to be done (sealed, gone when it is over), how far it is, and who holds it until when."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_event", "event_id", "id"),
        index_where(OPEN, "ix_job_open", "stepped_at"),
        CheckConstraint("done >= 0 AND problems >= 0 AND tries >= 0", name="numbers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]  # None: not known yet
    problems: Mapped[int] = mapped_column(default=0)
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the step's own; numbers and words, nobody's data
    tries: Mapped[int] = mapped_column(default=0)  # since the last step that succeeded
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]  # from when its pace is counted
    stepped_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]

    @classmethod
    def at(cls, event: Event) -> Rows["Job"]:
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.id.desc())

    @classmethod
    def open_at(cls, event: Event, *of: str) -> Rows["Job"]:
        """Waiting or running; of these kinds only, if any are named."""
        found = cls.at(event).where(cls.finished_at.is_(None), cls.failed_at.is_(None))
        return found.where(cls.kind.in_(of)) if of else found

    @classmethod
    def drop_old(cls) -> None:
        db.session.execute(delete(cls).where(cls.finished_at < now() - LIFE))
        db.session.execute(delete(cls).where(cls.failed_at < now() - LIFE))

    @property
    def event(self) -> Event:
        return db.session.get_one(Event, self.event_id)

    @property
    def by(self) -> Person | None:
        return db.session.get(Person, self.person_id) if self.person_id else None

    @property
    def payload(self) -> Any:
        """What it was started with: bytes or a dict."""
        opened = gzip.decompress(unseal(self.sealed, PURPOSE))
        return msgspec.json.decode(opened[1:]) if opened[:1] == b"j" else opened[1:]

    @property
    def state(self) -> str:
        """waiting, running, done or failed"""
        if self.failed_at:
            return "failed"
        return "done" if self.finished_at else "running" if self.started_at else "waiting"

    @property
    def is_over(self) -> bool:
        return self.state in {"done", "failed"}

    @property
    def title(self) -> str:
        work = kinds.known.get(self.kind)
        return str(work.title) if work and work.title else _("Work in the background")

    @property
    def page(self) -> str:
        """The endpoint that shows what came of it; empty before, or where there is none."""
        work = kinds.known.get(self.kind)
        return work.page if work and self.finished_at else ""

    @property
    def page_code(self) -> str:
        """Of what that page is about."""
        return str(self.said.get("code", self.code))

    @property
    def page_words(self) -> str:
        work = kinds.known.get(self.kind)
        return str(work.page_words) if work and work.page_words else _("See what came of it")

    @property
    def told(self) -> str:
        """How it ended."""
        if self.failed_at:
            return str(self.said.get("why", ""))
        work = kinds.known.get(self.kind)
        return work.told(self) if work and work.told else self.so_far

    @property
    def so_far(self) -> str:
        """12,000 of 50,000, 3 problems"""
        if self.total is None:
            words = format_number(self.done) if self.done else _("Begins in a moment")
        else:
            words = _("%(done)s of %(total)s", done=format_number(self.done), total=format_number(self.total))
        number = format_number(self.problems)
        problems = ngettext("%(number)s problem", "%(number)s problems", self.problems, number=number)
        return f"{words} · {problems}" if self.problems else words

    @property
    def time_left(self) -> str:
        """By the pace so far; empty where nobody can know yet."""
        left = self.seconds_left
        if left is None or self.is_over:
            return ""
        if left < 50:
            return _("Less than a minute left")
        minutes = round(left / 60)
        return ngettext("About %(num)s minute left", "About %(num)s minutes left", minutes)

    @property
    def seconds_left(self) -> float | None:
        if not self.done or self.total is None or self.started_at is None:
            return None
        spent = (self.stepped_at - self.started_at).total_seconds()
        return max(self.total - self.done, 0) * spent / self.done if spent > 0 else None


def start(event: Event, by: Person | None, kind: str, payload: bytes | dict[str, Any]) -> Job:
    """Ask for it: the worker takes it up within seconds of the commit."""
    plain = b"b" + payload if isinstance(payload, bytes) else b"j" + msgspec.json.encode(payload)
    sealed = seal(gzip.compress(plain, compresslevel=5, mtime=0), PURPOSE)
    job = Job(event_id=event.id, person_id=by.id if by else None, kind=kind, sealed=sealed, said={})
    db.session.add(job)
    db.session.flush()
    return job
