"""What signs the cards of an event."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.db import Model
from eventnet.events.models.event import Event
from eventnet.rows import Rows


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
