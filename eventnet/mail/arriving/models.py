"""Addresses that do not work, and how far a mailbox was read."""

from datetime import datetime, timedelta

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.db import Model

SOFT_MEMORY = timedelta(days=30)
LONGEST = timedelta(days=365)  # then one letter may try again


class BouncedAddress(Model):
    """An address, as a keyed fingerprint: whoever has the database alone does not learn which."""

    __tablename__ = "bounced_address"
    __table_args__ = (Index("ix_bounced_address_last_at", "last_at"),)

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    soft: Mapped[int] = mapped_column(default=0)  # came back for now: full, too slow, away
    last_at: Mapped[datetime] = mapped_column(default=now)
    suppressed_at: Mapped[datetime | None]  # from then on only digits for signing in go there


class ReadMailbox(Model):
    """How far one folder was read. When its UIDVALIDITY changes, its numbers begin anew (RFC 3501, 2.3.1.1)."""

    __tablename__ = "read_mailbox"

    name: Mapped[str] = mapped_column(primary_key=True)  # a fingerprint of server, user and folder
    validity: Mapped[str]
    last_uid: Mapped[int] = mapped_column(default=0)
