"""AnswerLink: lets whoever holds the letter act as its recipient, for one request."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventnet.clock import now
from eventnet.db import Model
from eventnet.followup.models.requests import MeetingRequest
from eventnet.people.models import Person

OUTCOME_LIFE = timedelta(days=30)


class AnswerLink(Model):
    """One (request, person, purpose); each letter that carries one has its own secret, all end together."""

    __tablename__ = "answer_link"
    __table_args__ = (CheckConstraint("purpose IN ('answer', 'outcome')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_request.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    request: Mapped[MeetingRequest] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_alive(self) -> bool:
        return self.ended_at is None and now() < self._ends_at

    @property
    def _ends_at(self) -> datetime:
        meeting = self.request.meeting
        if meeting is None or not meeting.is_on:
            return self.request.expires_at
        return meeting.ends_at + (OUTCOME_LIFE if self.purpose == "outcome" else timedelta())
