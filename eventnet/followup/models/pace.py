"""Rest and QuietTime: how a person is left in peace."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class Rest(Model):
    """Asker leaves person in peace: until a moment, or for good."""

    __tablename__ = "rest"
    __table_args__ = (UniqueConstraint("asker_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime | None]  # None: for good
    since_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def between(cls, asker: Person, person: Person) -> Rows["Rest"]:
        return Rows(cls).where(cls.asker_id == asker.id, cls.person_id == person.id)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until <= now()


class QuietTime(Model):
    """Days on which a person wants no requests; both ends belong to it."""

    __tablename__ = "quiet_time"
    __table_args__ = (CheckConstraint("until_on >= from_on", name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]

    @classmethod
    def of(cls, person: Person) -> Rows["QuietTime"]:
        return Rows(cls).where(cls.person_id == person.id).order_by(cls.from_on)

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on
