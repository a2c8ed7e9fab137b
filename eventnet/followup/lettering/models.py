"""PersonalLetter: a few lines from one person to another."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.followup.lettering.openers import OPENERS, Opener
from eventnet.indexes import index_where
from eventnet.people.models import Person
from eventnet.rows import Rows

WAITS = text("delivered_at IS NULL AND closed_at IS NULL")


class PersonalLetter(Model):
    """What was written, to whom, and when it reached them. The words stay: they are the memory of both."""

    __tablename__ = "personal_letter"
    __table_args__ = (
        UniqueConstraint("sender_id", "once"),
        CheckConstraint(f"opener IN {tuple(OPENERS)}", name="opener"),
        Index("ix_personal_letter_pair", "sender_id", "recipient_id", "written_at"),
        Index("ix_personal_letter_recipient", "recipient_id", "delivered_at"),
        index_where(WAITS, "ix_personal_letter_waits", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    once: Mapped[str] = mapped_column(default=new_code)  # of the page that sent it: a second tap is no second letter
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id", ondelete="SET NULL"), index=True)
    opener: Mapped[str]
    lines: Mapped[list[str]] = mapped_column(JSON)
    link: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")  # of what went along; the file itself does not stay
    met_at: Mapped[str]  # the name of the event
    how: Mapped[str]  # they got to know each other, as on the card
    zone: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    delivered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # taken back, or it could not reach them

    sender: Mapped[Person] = relationship(foreign_keys=sender_id, lazy="joined", innerjoin=True)
    recipient: Mapped[Person] = relationship(foreign_keys=recipient_id, lazy="joined", innerjoin=True)

    @classmethod
    def written_by(cls, person: Person) -> Rows["PersonalLetter"]:
        """The latest first."""
        return Rows(cls).where(cls.sender_id == person.id).order_by(cls.written_at.desc(), cls.id.desc())

    @classmethod
    def between(cls, sender: Person, recipient: Person) -> Rows["PersonalLetter"]:
        """Those that were sent or wait, the latest first."""
        return cls.written_by(sender).where(cls.recipient_id == recipient.id, cls.closed_at.is_(None))

    @classmethod
    def waiting(cls) -> Rows["PersonalLetter"]:
        return Rows(cls).where(cls.delivered_at.is_(None), cls.closed_at.is_(None)).order_by(cls.due_at, cls.id)

    @property
    def kind(self) -> Opener:
        return OPENERS[self.opener]

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def waits(self) -> bool:
        return self.delivered_at is None and self.closed_at is None

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line for line in self.lines if line)
