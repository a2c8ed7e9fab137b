"""A body that runs events, and who works for it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.people.models import Person
from eventnet.rows import Rows

MEMBER_ROLES = ("owner", "staff", "helper")


class Organiser(Model):
    """A body that runs events: a university, a chamber, an association."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def run_by(cls, person: Person, *roles: str) -> Rows["Organiser"]:
        wanted = roles or MEMBER_ROLES
        return (
            Rows(cls)
            .join(Membership, Membership.organiser_id == cls.id)
            .where(Membership.person_id == person.id, Membership.role.in_(wanted))
            .order_by(cls.name)
        )


class Membership(Model):
    """A person who works for an organiser."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("organiser_id", "person_id"),
        CheckConstraint("role IN ('owner', 'staff', 'helper')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    since_at: Mapped[datetime] = mapped_column(default=now)
