"""BlockedAddress: an e-mail address that may not join one event."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.codes import fingerprint
from eventnet.db import Model, db
from eventnet.events.models.event import Event
from eventnet.rows import Rows


class BlockedAddress(Model):
    """Only a fingerprint that the secret key is part of: who is blocked, nobody reads off the database."""

    __tablename__ = "blocked_address"
    __table_args__ = (UniqueConstraint("event_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    fingerprint: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    since_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def at(cls, event: Event) -> Rows["BlockedAddress"]:
        return Rows(cls).where(cls.event_id == event.id)

    @classmethod
    def has(cls, event: Event, email: str | None) -> bool:
        return bool(email) and cls.at(event).where(cls.fingerprint == cls.mark(event, str(email))).any()

    @classmethod
    def among(cls, event: Event, emails: Collection[str]) -> set[str]:
        """Those of them that are blocked; one query, and no arithmetic where nobody is."""
        known = set(db.session.scalars(select(cls.fingerprint).where(cls.event_id == event.id)))
        return {email.lower() for email in emails if cls.mark(event, email) in known} if known else set()

    @staticmethod
    def mark(event: Event, email: str) -> str:
        return fingerprint(f"{settings().signing_key}|{event.id}|{email.strip().lower()}", "blocked address")
