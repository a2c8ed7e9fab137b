"""Being in touch: every real contact of one person with another, in the memory of the one who made it.

Rooms that bring two people together say so here: a letter, a thank-you, a link that was used. That two met at an event
or held their meeting is known already and needs no row.
"""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model, db
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.people.pairs import move_all
from eventnet.rows import Rows

WAYS = ("talked", "link", "letter", "thanks", "promise", "introduced", "favour")
AT_ONCE = timedelta(hours=1)  # a second tap, or a second message within it, is the same contact


class Touch(Model):
    """Owner was in touch with subject. Nobody but the owner ever reads it."""

    __tablename__ = "touch"
    __table_args__ = (
        CheckConstraint(f"how IN {WAYS}", name="how"),
        CheckConstraint("owner_id <> subject_id", name="not_oneself"),
        Index("ix_touch_pair", "owner_id", "subject_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    how: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, owner: Person) -> Rows["Touch"]:
        """The latest first."""
        return Rows(cls).where(cls.owner_id == owner.id).order_by(cls.at.desc(), cls.id.desc())


def touch(owner_id: int, subject_id: int, how: str) -> Touch:
    """The owner was in touch with the subject, just now."""
    known = Rows(Touch).where(
        Touch.owner_id == owner_id, Touch.subject_id == subject_id, Touch.how == how, Touch.at > now() - AT_ONCE
    )
    found = known.first()
    if found is None:
        found = Touch(owner_id=owner_id, subject_id=subject_id, how=how)
        db.session.add(found)
    found.at = now()
    return found


@absorber
def move_touches(keeper: Person, other: Person) -> None:
    """With whom one of the two was in touch, and who with them. Between the two themselves it goes with `other`."""
    move_all(Touch, "owner_id", "subject_id", keeper, other)
