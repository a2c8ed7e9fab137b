"""Edition: which event came out of which; NextTime: who wants to hear of the next one."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model
from eventnet.events.models.event import Event
from eventnet.people.models import Person
from eventnet.rows import Rows

KEPT_FOR = timedelta(days=2 * 365)


class Edition(Model):
    """This event was made as the next one after another."""

    __tablename__ = "edition"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    after_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship(foreign_keys=[event_id])
    after: Mapped[Event | None] = relationship(foreign_keys=[after_id])

    @classmethod
    def of(cls, event: Event) -> "Edition | None":
        return Rows(cls).where(cls.event_id == event.id).first()


class NextTime(Model):
    """A tick that its person set: to be put on the list of the next event and invited once. Taken back, it is gone.

    It belongs to the person, not to the place, so that it outlives the list of the event. It ends after two years.
    """

    __tablename__ = "next_time"
    __table_args__ = (UniqueConstraint("event_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]  # the version of the words beside the tick
    said_at: Mapped[datetime] = mapped_column(default=now, index=True)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def after(cls, event: Event) -> Rows["NextTime"]:
        """Who may be invited to what comes after this event: said so, not too long ago, with a proven address."""
        said = Rows(cls).join(Person, Person.id == cls.person_id).where(cls.event_id == event.id)
        return said.where(cls.said_at > now() - KEPT_FOR, Person.email_confirmed_at.is_not(None)).order_by(cls.id)
