"""CalendarHint: the last word of one person's calendar about one meeting."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model

SAID = ("declined", "tentative", "counter")


class CalendarHint(Model):
    __tablename__ = "calendar_hint"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("said IN ('declined', 'tentative', 'counter')", name="said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    said: Mapped[str]
    starts_at: Mapped[datetime | None]  # the time that a counter-proposal names
    sequence: Mapped[int]  # of the invitation that it answers
    stamped_at: Mapped[datetime]  # when the calendar wrote it (DTSTAMP): the last word counts
    heard_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]  # its owner comes all the same, or their calendar says so by now
