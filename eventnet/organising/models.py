"""ImportDraft: an attendee list between its preview and the yes to it."""

import gzip
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import NotFound

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.events.models import Event
from eventnet.people.models import Person
from eventnet.rows import Rows
from eventnet.sealing import CannotUnseal, seal, unseal

LIFE = timedelta(days=1)
PURPOSE = "import draft"


class ImportDraft(Model):
    """The file as it was uploaded, packed and sealed; for the member who uploaded it, until the yes or for a day.

    It may hold the secrets of tickets, which open doors: a copy of the database alone opens none.
    """

    __tablename__ = "import_draft"
    __table_args__ = (Index("ix_import_draft_event", "event_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    filename: Mapped[str]
    packed: Mapped[bytes] = mapped_column(LargeBinary)  # gzip, under a key made from the secret key
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()

    @classmethod
    def keep(cls, event: Event, person: Person, filename: str, data: bytes) -> "ImportDraft":
        """One draft a member and event: an older one goes."""
        db.session.execute(delete(cls).where(cls.event_id == event.id, cls.person_id == person.id))
        packed = seal(gzip.compress(data, compresslevel=5, mtime=0), PURPOSE)
        draft = cls(event=event, person_id=person.id, filename=filename, packed=packed)
        db.session.add(draft)
        return draft

    @classmethod
    def of(cls, event: Event, person: Person) -> Rows["ImportDraft"]:
        return Rows(cls).where(cls.event_id == event.id, cls.person_id == person.id, cls.created_at > now() - LIFE)

    @classmethod
    def drop_old(cls) -> None:
        db.session.execute(delete(cls).where(cls.created_at <= now() - LIFE))

    @property
    def data(self) -> bytes:
        try:
            return gzip.decompress(unseal(self.packed, PURPOSE))
        except CannotUnseal:  # the secret key was changed since: the list is to be uploaded again
            raise NotFound from None
