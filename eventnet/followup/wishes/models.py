"""Wishes: which letters eventnet writes to a person by itself, and when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.db import Model

AT_FIRST: dict[str, bool | int] = {
    "evening": True,
    "evening_hour": 20,
    "weekly": True,
    "weekly_day": 6,
    "day_before": True,
    "two_hours": False,
    "letters": True,
}
YES, NO = text("true"), text("false")


class Wishes(Model):
    """One a person who has changed something; everybody else wishes what `AT_FIRST` says."""

    __tablename__ = "wishes"
    __table_args__ = (
        CheckConstraint("evening_hour BETWEEN 0 AND 23", name="evening_hour"),
        CheckConstraint("weekly_day BETWEEN 0 AND 6", name="weekly_day"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    evening: Mapped[bool] = mapped_column(server_default=YES)  # the digest on the evening of an event
    evening_hour: Mapped[int] = mapped_column(server_default="20")  # in the zone of the event
    weekly: Mapped[bool] = mapped_column(server_default=YES)  # the digest of whom to stay in touch with
    weekly_day: Mapped[int] = mapped_column(server_default="6")  # 0 is Monday
    day_before: Mapped[bool] = mapped_column(server_default=YES)  # reminders of a meeting
    two_hours: Mapped[bool] = mapped_column(server_default=NO)
    letters: Mapped[bool] = mapped_column(server_default=YES)  # short letters of people who hold this person's card
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
