"""What an event asks its attendees, and what they answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import Model
from eventnet.events.models.event import Event
from eventnet.rows import Rows
from eventnet.web.languages import language

QUESTION_KINDS = ("text", "one", "many")
MOST_QUESTIONS = 8
MOST_CHOICES = 12
Value = str | list[str]  # a text; the key of one choice; the keys of many


class Question(Model):
    """One question of an event. Words are kept by language: `{"en": "Track", "de": "Themenstrang"}`.

    A choice is `{"key": "c1", "en": "...", "de": "..."}`; answers hold keys, so words may change and answers stay.
    """

    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_event_position", "event_id", "position"),
        CheckConstraint("kind IN ('text', 'one', 'many')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str]
    label: Mapped[dict[str, str]] = mapped_column(JSON)
    choices: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    is_required: Mapped[bool] = mapped_column(default=False)
    on_badge: Mapped[bool] = mapped_column(default=False)
    in_directory: Mapped[bool] = mapped_column(default=False)
    in_export: Mapped[bool] = mapped_column(default=True)
    preset: Mapped[str | None]  # which of the questions that come with a kind of event
    created_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, event: Event) -> Rows["Question"]:
        return Rows(cls).where(cls.event_id == event.id).order_by(cls.position, cls.id)

    @property
    def words(self) -> str:
        """The question in the reader's language, or in one that it has."""
        return in_words(self.label)

    @property
    def options(self) -> dict[str, str]:
        """Keys and words of the choices."""
        return {choice["key"]: in_words(choice) for choice in self.choices}

    def texts(self, value: Value) -> list[str]:
        """An answer in words; choices that are gone say nothing."""
        if self.kind == "text":
            return [str(value)]
        options = self.options
        keys = [value] if isinstance(value, str) else value
        return [options[key] for key in keys if key in options]


class Answer(Model):
    """What one attendee said to one question, and where it is seen. It is theirs: it goes with them."""

    __tablename__ = "question_answer"
    __table_args__ = (UniqueConstraint("attendee_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attendee_id: Mapped[int] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    value: Mapped[Any] = mapped_column(JSON)  # a Value
    # Where its person was told that it is seen; a question that is used in more places later takes no answer along.
    on_badge: Mapped[bool] = mapped_column(default=False)
    in_directory: Mapped[bool] = mapped_column(default=False)
    in_export: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime] = mapped_column(default=now)


def in_words(by_language: dict[str, str]) -> str:
    mine = by_language.get(language())
    return mine or next((words for key, words in by_language.items() if words and key != "key"), "")
