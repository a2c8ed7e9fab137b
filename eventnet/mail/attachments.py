"""A file that goes along with one letter. It rests here from its upload until the letter is out, and no longer."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, delete
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.mail.addressees import Addressee
from eventnet.mail.models import Letter
from eventnet.rows import Rows

MOST_KEPT = 3  # uploads of one person that no letter has yet
LIFE = timedelta(days=2)  # longer than any letter is tried
AT_ONCE = 20


class Attachment(Model):
    """Checked by whoever keeps it. Without a letter it is a draft that only its owner finds."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    kept_at: Mapped[datetime] = mapped_column(default=now, index=True)

    @classmethod
    def drafts_of(cls, owner: Addressee) -> Rows["Attachment"]:
        """The latest first."""
        return Rows(cls).where(cls.owner_id == owner.id, cls.letter_id.is_(None)).order_by(cls.id.desc())


def keep(owner: Addressee, name: str, media_type: str, content: bytes) -> Attachment:
    """The next upload; of those before it only the latest few stay."""
    for old in Attachment.drafts_of(owner).all()[MOST_KEPT - 1 :]:
        db.session.delete(old)
    kept = Attachment(owner_id=owner.id, name=name, media_type=media_type, content=content)
    db.session.add(kept)
    db.session.flush()
    return kept


def of(letter: Letter) -> Attachment | None:
    """With its bytes."""
    found = Rows(Attachment).where(Attachment.letter_id == letter.id).first()
    if found:
        db.session.refresh(found, ["content"])
    return found


def wipe(letter: Letter) -> None:
    """The letter is out, or never will be."""
    db.session.execute(delete(Attachment).where(Attachment.letter_id == letter.id))


def attach(attachment: Attachment, letter: Letter) -> None:
    attachment.letter_id, attachment.kept_at = letter.id, now()


def wipe_what_was_left_behind() -> None:
    """Drafts that nobody sent, and files of letters that were cancelled."""
    old = Rows(Attachment).where(Attachment.kept_at <= now() - LIFE).order_by(Attachment.kept_at).limit(AT_ONCE)
    for attachment in old.all():
        db.session.delete(attachment)
