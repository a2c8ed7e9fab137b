"""One day or congress."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import NotFound

from eventnet.clock import now
from eventnet.db import Model
from eventnet.events.models.organiser import MEMBER_ROLES, Membership, Organiser
from eventnet.events.words import KIND_WORDS
from eventnet.people.models import Person
from eventnet.rows import Rows

if TYPE_CHECKING:
    from eventnet.events.models.questions import Question

KINDS = ("career_day", "job_fair", "congress", "alumni", "association")
WITH_DIRECTORY = frozenset(KINDS) - {"job_fair"}  # where people look for each other, unless somebody decided
BADGE_MARGIN = timedelta(days=1)


class Event(Model):
    """One day or congress. Keeps its wall time and zone beside the UTC span."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("join_policy IN ('open', 'invited')", name="join_policy"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    place: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    zone: Mapped[str]
    starts_wall: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    ends_wall: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    languages: Mapped[list[str]] = mapped_column(JSON)
    join_policy: Mapped[str]
    controller: Mapped[str]  # who answers for the data: name and address
    privacy_contact: Mapped[str]
    privacy_url: Mapped[str] = mapped_column(default="")
    badge_default: Mapped[str] = mapped_column(default="ask", server_default="ask")  # `sharing` of who comes in
    directory: Mapped[bool | None]  # None: as its kind has it
    purged_at: Mapped[datetime | None]  # its list is deleted, and nothing may come onto it any more (privacy room)
    created_at: Mapped[datetime] = mapped_column(default=now)

    organiser: Mapped[Organiser] = relationship(lazy="joined", innerjoin=True)
    asks: Mapped[list["Question"]] = relationship(
        order_by="Question.position, Question.id", cascade="all, delete-orphan", passive_deletes=True
    )

    @classmethod
    def get_or_404(cls, slug: str) -> "Event":
        """By its address as printed on the poster, in whichever case somebody types it."""
        found = Rows(cls).where(cls.slug == slug.lower()).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def run_by(cls, person: Person, *roles: str) -> Rows["Event"]:
        wanted = roles or MEMBER_ROLES
        return (
            Rows(cls)
            .join(Membership, Membership.organiser_id == cls.organiser_id)
            .where(Membership.person_id == person.id, Membership.role.in_(wanted))
            .order_by(cls.starts_at.desc())
        )

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def kind_words(self) -> str:
        return str(KIND_WORDS[self.kind])

    @property
    def directory_is_on(self) -> bool:
        """Whether attendees may find each other, those who tick that they want to."""
        return self.kind in WITH_DIRECTORY if self.directory is None else self.directory

    @property
    def waiting_default(self) -> str:
        """`sharing` of who is on the list and was never asked: their card is not given before they come in."""
        return "closed" if self.badge_default == "closed" else "ask"

    @property
    def is_open_to_all(self) -> bool:
        return self.join_policy == "open"

    @property
    def is_closed(self) -> bool:
        """Nobody new can join: a day has passed since the end."""
        return now() > self.ends_at + BADGE_MARGIN

    @property
    def takes_everybody(self) -> bool:
        return self.is_open_to_all and not self.is_closed

    @property
    def is_over(self) -> bool:
        return now() > self.ends_at

    def has_on(self, moment: datetime) -> bool:
        return self.starts_at <= moment <= self.ends_at
