"""TeamInvitation: somebody may become a member, once they say yes from their own mailbox."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import fingerprint, new_code
from eventnet.db import Model
from eventnet.events.models import Event, Membership, Organiser
from eventnet.organising.team.words import TEAM_ROLES
from eventnet.people.models import Person
from eventnet.rows import Rows

LIFE = timedelta(days=14)
REST = timedelta(days=1)
MOST_LETTERS = 4
PURPOSE = "team invitation"


class TeamInvitation(Model):
    """Only an address until it is accepted: there need be nobody behind it, and nobody is made for it."""

    __tablename__ = "team_invitation"
    __table_args__ = (
        UniqueConstraint("organiser_id", "email"),
        CheckConstraint("role IN ('owner', 'staff', 'helper')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    email: Mapped[str]
    role: Mapped[str]
    language: Mapped[str]  # of the letter, for somebody whose own is not known
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)  # of the secret in the link
    letters: Mapped[int] = mapped_column(default=1)
    sent_at: Mapped[datetime] = mapped_column(default=now)
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def of(cls, organiser: Organiser) -> Rows["TeamInvitation"]:
        """Those that nobody has answered, also those that have run out."""
        return Rows(cls).where(cls.organiser_id == organiser.id).order_by(cls.id)

    @classmethod
    def opened_by(cls, secret: str) -> Rows["TeamInvitation"]:
        return Rows(cls).where(cls.fingerprint == fingerprint(secret, PURPOSE), cls.sent_at > now() - LIFE)

    @property
    def ends_at(self) -> datetime:
        return self.sent_at + LIFE

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= now()

    @property
    def can_be_sent_again(self) -> bool:
        return self.letters < MOST_LETTERS and self.sent_at <= now() - REST

    @property
    def role_words(self) -> str:
        return str(TEAM_ROLES[self.role])


def team_of(organiser: Organiser) -> list[tuple[Membership, Person]]:
    """Owners first, then by name."""
    rows = Rows(Membership).where(Membership.organiser_id == organiser.id).all()
    people = {person.id: person for person in Rows(Person).where(Person.id.in_([row.person_id for row in rows]))}
    order = list(TEAM_ROLES)
    pairs = [(row, people[row.person_id]) for row in rows]
    return sorted(pairs, key=lambda pair: (order.index(pair[0].role), pair[1].name, pair[0].id))
