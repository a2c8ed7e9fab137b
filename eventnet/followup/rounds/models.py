"""Round: one of the two named other times; kept with its words, so that there is an end to it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.db import Model
from eventnet.followup.models import MeetingRequest
from eventnet.people.models import Person
from eventnet.rows import Rows

MOST = 3  # for each of the two


class Round(Model):
    """The request itself is none: only what answers times with times."""

    __tablename__ = "meeting_round"
    __table_args__ = (
        UniqueConstraint("request_id", "by_id", "number"),
        CheckConstraint(f"number BETWEEN 1 AND {MOST}", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_request.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, request: MeetingRequest, person: Person) -> Rows["Round"]:
        return Rows(cls).where(cls.request_id == request.id, cls.by_id == person.id).order_by(cls.number)
