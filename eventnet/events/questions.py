"""What attendees answer: cleaning it, keeping it, reading it for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import Select, delete, select
from sqlalchemy.orm import with_expression
from sqlalchemy.sql.base import ExecutableOption

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.events.models import Answer, Attendee, Event, Question
from eventnet.events.models.questions import Value
from eventnet.refusals import Refused
from eventnet.rows import Rows

TEXT_LENGTH = 120
MANY = "; "  # between choices in a cell, and in none of them
USES = ("on_badge", "in_directory", "in_export")


class Said(Struct, frozen=True):
    """One answer with its question."""

    question: Question
    value: Value

    @property
    def texts(self) -> list[str]:
        return self.question.texts(self.value)

    @property
    def text(self) -> str:
        return ", ".join(self.texts)


def written(said: Said) -> str:
    """In a cell of a table; `read` takes it back."""
    return MANY.join(said.texts)


def read(question: Question, cell: str) -> Value | None:
    """A cell of a table as an answer, in whichever language; refused when it names no choice."""
    return clean(question, cell.split(MANY.strip()) if question.kind == "many" else cell)


def columns_of(event: Event, labels: Sequence[str]) -> dict[int, Question]:
    """By the place of the column in a table: the question that stands above it, in any language."""
    known = {words.casefold(): question for question in event.asks for words in question.label.values()}
    found = {place: known.get(label.strip().casefold()) for place, label in enumerate(labels)}
    return {place: question for place, question in found.items() if question}


def answers_of(attendee_ids: Collection[int] | Select[Any], use: str = "") -> dict[int, list[Said]]:
    """One query for all of them, answers in the order of the questions; who said nothing is missing.

    `use` is one of USES, for what is shown to others: where the question is used now, and was when it was answered.
    Thousands of ids are better a SELECT than a list.
    """
    if not isinstance(attendee_ids, Select) and not attendee_ids:
        return {}
    asked = select(Answer.attendee_id, Answer.value, Question).join(Question, Question.id == Answer.question_id)
    asked = asked.where(Answer.attendee_id.in_(attendee_ids)).order_by(Question.position, Question.id)
    if use:
        assert use in USES
        asked = asked.where(getattr(Question, use).is_(True), getattr(Answer, use).is_(True))
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for attendee_id, value, question in db.session.execute(asked):
        found[attendee_id].append(Said(question, value))
    return dict(found)


def said_by(attendee: Attendee) -> dict[int, Value]:
    """By the id of the question."""
    return {answer.question_id: answer.value for answer in Rows(Answer).where(Answer.attendee_id == attendee.id)}


def unanswered(attendee: Attendee) -> list[Question]:
    """What the event asks and this person has not said yet."""
    said = said_by(attendee)
    return [question for question in attendee.event.asks if question.id not in said]


def with_what_lacks() -> ExecutableOption:
    """An option of a query for attendees: whether each still owes an answer, in the same statement."""
    answered = select(Answer.id).where(Answer.attendee_id == Attendee.id, Answer.question_id == Question.id)
    answered_here = answered.correlate(Attendee, Question).exists()
    required = select(Question.id).where(Question.event_id == Attendee.event_id, Question.is_required.is_(True))
    return with_expression(Attendee.lacks_answers, required.where(~answered_here).correlate(Attendee).exists())


def still_required(attendee: Attendee) -> list[Question]:
    """What must be answered and is not; asked again kindly, and in the way of nothing."""
    answered = select(Answer.question_id).where(Answer.attendee_id == attendee.id)
    asked = Rows(Question).where(Question.event_id == attendee.event_id, Question.is_required.is_(True))
    return asked.where(Question.id.not_in(answered)).order_by(Question.position, Question.id).all()


def set_answers(attendee: Attendee, values: Mapping[Question, Value | None]) -> None:
    """Keep what was said, for where it is seen now; nothing said is nothing kept. Other questions stay as they are."""
    for question, value in values.items():
        assert question.event_id == attendee.event_id, "a question of another event"
        cleaned = clean(question, value)
        if cleaned:
            _keep(attendee, question, cleaned)
        else:
            _forget(attendee, question)
    db.session.flush()


def clean(question: Question, value: Value | None) -> Value | None:
    """What may be kept of it. Choices may be given by their keys or in words, in any language."""
    if question.kind == "text":
        text = " ".join((value if isinstance(value, str) else " ".join(value or [])).split())
        if len(text) > TEXT_LENGTH:
            raise Refused("too-long", _("At most %(number)s characters, please.", number=TEXT_LENGTH))
        return text or None
    given = [value] if isinstance(value, str) else value or []
    keys = {_key(question, each) for each in given if each.strip()}
    chosen = [choice["key"] for choice in question.choices if choice["key"] in keys]
    if question.kind == "one":
        if len(chosen) > 1:
            raise Refused("one-choice", _("Please choose one."))
        return chosen[0] if chosen else None
    return chosen or None


def _key(question: Question, given: str) -> str:
    wanted = given.strip().casefold()
    for choice in question.choices:
        if any(wanted == words.casefold() for words in choice.values()):
            return choice["key"]
    raise Refused("no-such-choice", _("“%(choice)s” is not one of the choices.", choice=given.strip()[:40]))


def _keep(attendee: Attendee, question: Question, value: Value) -> None:
    place = {"attendee_id": attendee.id, "question_id": question.id}
    seen = {use: getattr(question, use) for use in USES}
    if insert_once(Answer, **place, **seen, value=value):
        return
    [answer] = Rows(Answer).where(*(getattr(Answer, name) == id_ for name, id_ in place.items()))
    if answer.value != value:
        answer.value, answer.said_at = value, now()
    for use, yes in seen.items():
        setattr(answer, use, yes)


def _forget(attendee: Attendee, question: Question) -> None:
    mine = delete(Answer).where(Answer.attendee_id == attendee.id, Answer.question_id == question.id)
    db.session.execute(mine)
