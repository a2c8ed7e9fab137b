"""Person, their links and photo, their devices, and the proofs that they read a mailbox."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.indexes import index_where
from eventnet.rows import Rows

CARD_FIELDS = (
    "pronouns", "photo", "about", "email", "phone", "links", "languages", "offers", "needs", "birthday", "job"
)  # fmt: skip
OCCASIONS = ("birthday", "job")
ONLY_WHEN_TICKED = ("phone", *OCCASIONS)
SHARED_AT_FIRST = [field for field in CARD_FIELDS if field not in ONLY_WHEN_TICKED]
CARD_LIVES = (30, 365, 0)  # days others may keep a card; 0: until it is withdrawn


def shared_fields(shared: Collection[str]) -> list[str]:
    """What stands on a card that is given by somebody who shares these."""
    return [field for field in CARD_FIELDS if field in shared]


class Person(Model):
    """Somebody with a profile. Confirmed e-mails are unique; an unconfirmed one is only a claim."""

    __tablename__ = "person"
    __table_args__ = (
        index_where(text("email_confirmed_at IS NOT NULL"), "uq_person_confirmed_email", "email", unique=True),
        Index("ix_person_email", "email"),
        CheckConstraint("card_life_days >= 0", name="card_life_days"),
        CheckConstraint("requests_a_week BETWEEN 0 AND 50", name="requests_a_week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    email: Mapped[str | None]
    email_confirmed_at: Mapped[datetime | None]
    name: Mapped[str]
    pronouns: Mapped[str] = mapped_column(default="")
    headline: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    offers: Mapped[list[str]] = mapped_column(JSON, default=list)
    needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    birthday: Mapped[str | None]  # month and day: 03-29
    job_since: Mapped[date | None]  # of a new job, which headline and organisation name
    job_told_at: Mapped[datetime | None]
    shared: Mapped[list[str]] = mapped_column(JSON, default=lambda: list(SHARED_AT_FIRST))
    card_life_days: Mapped[int] = mapped_column(default=365)
    requests_a_week: Mapped[int] = mapped_column(default=5)
    language: Mapped[str] = mapped_column(default="en")
    zone: Mapped[str | None]  # an IANA name; None: nobody knows
    zone_chosen_at: Mapped[datetime | None]  # by hand; None: a browser says it
    photo_tries: Mapped[int] = mapped_column(default=0, server_default="0")  # in the hour from photo_tries_since on
    photo_tries_since: Mapped[datetime | None]
    weekly_at: Mapped[datetime | None] = mapped_column(
        index=True
    )  # when their week is looked at; None: not planned yet
    created_at: Mapped[datetime] = mapped_column(default=now)

    links: Mapped[list["Link"]] = relationship(
        order_by="Link.network", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    photo: Mapped["Photo | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @classmethod
    def confirmed(cls, email: str) -> Rows["Person"]:
        return Rows(cls).where(cls.email == email, cls.email_confirmed_at.is_not(None))

    @classmethod
    def claiming(cls, email: str) -> Rows["Person"]:
        """Everybody who said that this address is theirs and has not shown it, the oldest first."""
        return Rows(cls).where(cls.email == email, cls.email_confirmed_at.is_(None)).order_by(cls.id)

    @classmethod
    def once_called(cls, code: str) -> "Person | None":
        """By the code of today, or by one of a row that has become one with theirs."""
        former = db.session.get(FormerCode, code)
        return db.session.get(cls, former.person_id) if former else Rows(cls).get(code)

    @property
    def is_confirmed(self) -> bool:
        return self.email_confirmed_at is not None

    def keeps_until(self, since: datetime) -> datetime | None:
        """When a card given at `since` ends; None: not before it is withdrawn."""
        return self.end_of_card(since, self.card_life_days)

    @staticmethod
    def end_of_card(since: datetime, life_days: int) -> datetime | None:
        return since + timedelta(days=life_days) if life_days else None


class FormerCode(Model):
    """The code of somebody who turned out to be this person: a phone that kept scans under it still finds its way."""

    __tablename__ = "former_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    since_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, person: Person) -> Rows["FormerCode"]:
        return Rows(cls).where(cls.person_id == person.id)


class Link(Model):
    """A place where this person already is."""

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("person_id", "network"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    network: Mapped[str]
    label: Mapped[str]
    url: Mapped[str]

    @property
    def icon(self) -> str:
        return "x-twitter" if self.network == "x" else self.network


class Photo(Model):
    """Pixels only: a WebP for pages and a small JPEG for address books."""

    __tablename__ = "photo"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    webp: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    taken_at: Mapped[datetime] = mapped_column(default=now)


class Device(Model):
    """One signed-in browser. Its secret lives in the cookie, its fingerprint here; ending it ends it everywhere."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def of(cls, person: Person) -> Rows["Device"]:
        return Rows(cls).where(cls.person_id == person.id, cls.ended_at.is_(None)).order_by(cls.seen_at.desc())


class EmailProof(Model):
    """Six digits and a link sent to a mailbox; whoever gives them back reads it. Stored as fingerprints only."""

    __tablename__ = "email_proof"
    __table_args__ = (
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries"),
        Index("ix_email_proof_email", "email", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    browser: Mapped[str] = mapped_column(index=True)  # fingerprint of the asking browser's secret
    digits: Mapped[str]
    link: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
