"""Letter: one outgoing mail to one address."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model


class Letter(Model):
    """Finished words: what is stored is what is sent, on every try, under the same Message-ID."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_due", "due_at", postgresql_where="sent_at IS NULL AND failed_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    key: Mapped[str] = mapped_column(unique=True)  # what the letter is for; the same key twice is one letter
    kind: Mapped[str]
    language: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    to_name: Mapped[str]
    to_address: Mapped[str]
    reply_name: Mapped[str | None]
    reply_address: Mapped[str | None]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    calendar: Mapped[str | None]
    calendar_method: Mapped[str | None]
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    from_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    written_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]  # its sender has read that it failed
