"""One person at one event, and the tickets of other shops for that place."""

import secrets
from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models.event import Event
from eventnet.events.words import ROLE_WORDS
from eventnet.people.models import Person
from eventnet.rows import Rows

ROLES = ("attendee", "exhibitor", "speaker", "mentor", "crew")


class Attendee(Model):
    """One person at one event. Imported ones are claimed when the person shows up."""

    __tablename__ = "attendee"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        UniqueConstraint("event_id", "external_id"),
        UniqueConstraint("event_id", "handle"),
        Index("ix_attendee_event_folded", "event_id", "folded", "id"),
        Index("ix_attendee_event_arrived", "event_id", "arrived_at"),
        CheckConstraint("role IN ('attendee', 'exhibitor', 'speaker', 'mentor', 'crew')", name="role"),
        CheckConstraint("sharing IN ('ask', 'open', 'closed')", name="sharing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(default="attendee")
    badge: Mapped[str] = mapped_column(unique=True, default=new_code)  # printed, public, opaque
    badge_revoked_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]  # by the organisers; then the badge is revoked as well
    live_key: Mapped[bytes] = mapped_column(LargeBinary, default=lambda: secrets.token_bytes(32))
    handle: Mapped[str]  # 4 characters, the fixed half of the spoken code
    sharing: Mapped[str] = mapped_column(default="ask")  # what a scan of the badge does: ask, open or closed
    offers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))  # for this event; None: as in the profile
    needs: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    external_id: Mapped[str | None]
    listed_name: Mapped[str | None]  # as the organiser's list says
    listed_email: Mapped[str | None]
    listed_organisation: Mapped[str | None]
    invitation: Mapped[str | None] = mapped_column(unique=True)  # fingerprint of the personal link
    invited_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    folded: Mapped[str] = mapped_column(default="", server_default="")  # what they are found by; see finding.py
    arrived_at: Mapped[datetime | None]  # said at the desk
    arrived_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    lacks_answers: Mapped[bool] = query_expression()  # to required questions; only where a query asks, see questions.py
    event: Mapped[Event] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])

    @classmethod
    def of(cls, person: Person) -> Rows["Attendee"]:
        """Where this person takes part, the latest event first."""
        return (
            Rows(cls)
            .join(Event, Event.id == cls.event_id)
            .where(cls.person_id == person.id)
            .order_by(Event.starts_at.desc())
        )

    @classmethod
    def at(cls, event: Event) -> Rows["Attendee"]:
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.id)

    def come_in(self) -> None:
        """Take the place. From now on a scan of the badge does what the event says, until the person says otherwise."""
        if self.claimed_at is None:
            self.claimed_at = now()
            self.sharing = self.event.badge_default

    def renew_badge(self) -> None:
        """What was printed or photographed opens nothing any more, and phones must fetch a new key."""
        self.badge = new_code()
        self.renew_live_key()

    def pause(self) -> None:
        """Badge, live and spoken code are unknown at once, as those of a revoked badge are."""
        self.paused_at = self.paused_at or now()
        self.badge_revoked_at = self.badge_revoked_at or self.paused_at

    def unpause(self) -> None:
        """The same codes open the same again, unless the badge was revoked for another reason."""
        if self.badge_revoked_at == self.paused_at:
            self.badge_revoked_at = None
        self.paused_at = None

    def renew_live_key(self) -> None:
        self.live_key = secrets.token_bytes(32)

    @property
    def role_words(self) -> str:
        return str(ROLE_WORDS[self.role])

    @property
    def organisation(self) -> str:
        """As the list says, which is what stands on the badge; else as they say."""
        return self.listed_organisation or self.person.organisation

    @property
    def is_claimed(self) -> bool:
        return self.claimed_at is not None

    @property
    def offers_here(self) -> list[str]:
        return self.person.offers if self.offers is None else self.offers

    @property
    def needs_here(self) -> list[str]:
        return self.person.needs if self.needs is None else self.needs


class Ticket(Model):
    """A ticket of another shop for this place; only its fingerprint, as a ticket opens doors."""

    __tablename__ = "ticket"
    __table_args__ = (UniqueConstraint("event_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str]
