"""CalendarFeed: one person's meetings under a secret address, for a calendar that looks there by itself."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows


class CalendarFeed(Model):
    """One a person; a new secret ends the one before."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def of(cls, person: Person) -> Rows["CalendarFeed"]:
        return Rows(cls).where(cls.person_id == person.id)
