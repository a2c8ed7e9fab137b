"""BadgeFile: a pile of sheets that the worker drew, to be fetched within a day."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model, db
from eventnet.events.models import Event
from eventnet.organising.jobs import Job
from eventnet.rows import Rows
from eventnet.sealing import seal, unseal

LIFE = timedelta(days=1)
PURPOSE = "badge file"


class BadgeFile(Model):
    """One PDF of a job, sealed: names and codes of everybody stand in it."""

    __tablename__ = "badge_file"
    __table_args__ = (UniqueConstraint("job_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    number: Mapped[int]  # 1, 2, 3
    first: Mapped[int]  # of the badges in it, counted from 1
    last: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    made_at: Mapped[datetime] = mapped_column(default=now, index=True)

    job: Mapped[Job] = relationship()

    @classmethod
    def keep(cls, job_id: int, number: int, first: int, last: int, pdf: bytes) -> None:
        file = cls(job_id=job_id, number=number, first=first, last=last, sealed=seal(pdf, PURPOSE))
        db.session.add(file)

    @classmethod
    def of(cls, event: Event, code: str) -> Rows["BadgeFile"]:
        """Those of a job, by its code, as long as there are any."""
        found = Rows(cls).join(Job, Job.id == cls.job_id).where(Job.event_id == event.id, Job.code == code)
        return found.where(cls.made_at > now() - LIFE).order_by(cls.number)

    @classmethod
    def jobs_of(cls, event: Event, kind: str) -> list[Job]:
        """What was drawn in the last day and can still be fetched, the latest first."""
        there = Rows(Job).where(Job.event_id == event.id, Job.kind == kind, Job.finished_at > now() - LIFE)
        return there.order_by(Job.id.desc()).limit(5).all()

    @classmethod
    def drop_old(cls) -> None:
        db.session.execute(delete(cls).where(cls.made_at <= now() - LIFE))

    @property
    def pdf(self) -> bytes:
        return unseal(self.sealed, PURPOSE)
