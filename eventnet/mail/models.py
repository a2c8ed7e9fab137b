"""Letter: one outgoing mail to one address."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, or_, text, update
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.indexes import index_where
from eventnet.mail.addressees import Addressee
from eventnet.rows import Rows

WAITING = text("sent_at IS NULL AND failed_at IS NULL")
LIFE = timedelta(days=1)  # what did not get out by then is no news any more
CANCELLED = "cancelled"
SUPPRESSED = "suppressed"
URGENT = ("digits", "no_profile")  # somebody stands there and waits


class Letter(Model):
    """Finished words: what is stored is what is sent, on every try, under the same Message-ID."""

    __tablename__ = "letter"
    __table_args__ = (index_where(WAITING, "ix_letter_due", "due_at"),)

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
    list_id: Mapped[str | None]  # of a letter to many (RFC 2919)
    unsubscribe: Mapped[str | None]  # the address that ends such letters in one tap (RFC 8058)
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    from_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None]  # no other try before: it is on its way, or it came back
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]  # it went out, and came back
    dismissed_at: Mapped[datetime | None]  # its sender has read that it failed

    @classmethod
    def due(cls) -> Rows["Letter"]:
        """What may be sent now, digits first."""
        moment = now()
        return (
            Rows(cls)
            .where(cls.sent_at.is_(None), cls.failed_at.is_(None), cls.due_at <= moment)
            .where(or_(cls.lease_until.is_(None), cls.lease_until <= moment))
            .order_by(cls.kind.not_in(URGENT), cls.due_at, cls.id)
        )

    @classmethod
    def failed_for(cls, person: Addressee) -> Rows["Letter"]:
        """Letters on behalf of this person that did not arrive, the latest first, until the person has read so."""
        return (
            Rows(cls)
            .where(cls.from_person_id == person.id, cls.failed_at.is_not(None), cls.dismissed_at.is_(None))
            .order_by(cls.failed_at.desc(), cls.id.desc())
        )

    @classmethod
    def newest(cls) -> Rows["Letter"]:
        return Rows(cls).order_by(cls.id.desc())

    @property
    def is_too_old(self) -> bool:
        return now() - self.due_at > LIFE

    @property
    def failure_words(self) -> str:
        """Why it did not arrive, for the person it was sent for."""
        code, _space, status = (self.last_error or "").partition(" ")
        if code == CANCELLED:
            return str(_("Cancelled before it was sent."))
        if code == SUPPRESSED:
            return str(_("Letters to this address came back, so none are sent until its owner confirms it again."))
        if status.startswith("5.1.") or (not status and code in {"550", "551", "553"}) or code == "address":
            return str(_("There is no mailbox with this address."))
        if status.endswith(".2.2"):
            return str(_("The mailbox of the other side is full."))
        if code.startswith("5") and code.isdigit() and not self._ran_out_of_time:
            return str(_("The mail server of the other side refused the letter."))
        return str(_("The letter could not be delivered within a day."))

    @property
    def _ran_out_of_time(self) -> bool:
        """On its way out; what came back is told by the other server, however long that took."""
        is_late = self.failed_at is not None and self.failed_at - self.due_at > LIFE
        return is_late and self.returned_at is None

    @classmethod
    def cancel(cls, which: Any) -> None:
        """Those of `which` that are not out yet stay. One that is on its way this moment counts as sent after all."""
        waiting = update(cls).where(cls.id.in_(which), cls.sent_at.is_(None), cls.failed_at.is_(None))
        gone = {"failed_at": now(), "lease_until": None, "last_error": CANCELLED, "text": "", "html": ""}
        db.session.execute(waiting.values(**gone, unsubscribe=None).execution_options(synchronize_session=False))

    def come_back(self, error: str) -> None:
        """Another server took it and could not deliver it; `error` is like `550 5.1.1`."""
        self.returned_at = self.failed_at = now()
        self.lease_until, self.last_error = None, error
        self.text = self.html = ""
        self.calendar = self.unsubscribe = None

    def dismiss(self) -> None:
        self.dismissed_at = now()
