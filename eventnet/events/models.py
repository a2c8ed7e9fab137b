"""Organiser and its members, Event, Attendee, SigningKey, Ticket: one file, as each is of an event."""

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import NotFound

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.words import KIND_WORDS, ROLE_WORDS
from eventnet.people.models import Person
from eventnet.rows import Rows

KINDS = ("career_day", "job_fair", "congress", "alumni", "association")
ROLES = ("attendee", "exhibitor", "speaker", "mentor", "crew")
MEMBER_ROLES = ("owner", "staff", "helper")
BADGE_MARGIN = timedelta(days=1)


class Organiser(Model):
    """A body that runs events: a university, a chamber, an association."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def run_by(cls, person: Person, *roles: str) -> Rows["Organiser"]:
        wanted = roles or MEMBER_ROLES
        return (
            Rows(cls)
            .join(Membership, Membership.organiser_id == cls.id)
            .where(Membership.person_id == person.id, Membership.role.in_(wanted))
            .order_by(cls.name)
        )


class Membership(Model):
    """A person who works for an organiser."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("organiser_id", "person_id"),
        CheckConstraint("role IN ('owner', 'staff', 'helper')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    since_at: Mapped[datetime] = mapped_column(default=now)


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
    created_at: Mapped[datetime] = mapped_column(default=now)

    organiser: Mapped[Organiser] = relationship(lazy="joined", innerjoin=True)

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

    def renew_badge(self) -> None:
        """What was printed or photographed opens nothing any more, and phones must fetch a new key."""
        self.badge = new_code()
        self.renew_live_key()

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


class SigningKey(Model):
    """What signs the cards of an event: ES256. The newest that is not retired signs; phones know them all."""

    __tablename__ = "signing_key"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 65535", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int]  # the key id in a card, two bytes
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # the private key, under a key made from the secret key
    public: Mapped[bytes] = mapped_column(LargeBinary)  # the uncompressed point, 65 bytes (SEC 1, 2.3.3)
    made_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None]

    @classmethod
    def of(cls, event: Event) -> Rows["SigningKey"]:
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.number.desc())


class Ticket(Model):
    """A ticket of another shop for this place; only its fingerprint, as a ticket opens doors."""

    __tablename__ = "ticket"
    __table_args__ = (UniqueConstraint("event_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str]
