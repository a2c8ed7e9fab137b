"""Adding questions, changing and removing them, and what that means for answers that were given."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct
from sqlalchemy import Select, delete, func, select, update

from eventnet.db import db
from eventnet.events.models import Answer, Attendee, Event, Question
from eventnet.events.models.questions import MOST_QUESTIONS, Value
from eventnet.organising.audit import note
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

FEWEST = 5  # fewer people than these are not counted aloud
Choice = dict[str, str]


class Draft(Struct, frozen=True):
    """A question as it was typed. A new choice has no key yet."""

    kind: str
    label: dict[str, str]
    choices: list[Choice]
    is_required: bool
    on_badge: bool
    in_directory: bool
    in_export: bool


class LosesAnswers(Refused):
    """It would delete what people said, so somebody has to be sure."""


def add(event: Event, draft: Draft) -> Question:
    questions = _locked(event)
    if len(questions) >= MOST_QUESTIONS:
        raise Refused("enough", _("An event asks at most %(number)s questions.", number=MOST_QUESTIONS))
    question = Question(event_id=event.id, kind=draft.kind, position=len(questions) + 1)
    _write(question, draft)
    event.asks.append(question)
    return question


def change(question: Question, draft: Draft, sure: bool, by: Person, event: Event) -> None:
    """Words change and answers stay; a choice that is taken away goes from the answers that named it."""
    _locked(event)
    if draft.kind != question.kind and answered(question):
        raise Refused("answered", _("People have answered. The way to answer stays as it is."))
    lost = _lost(question, {choice["key"] for choice in draft.choices} if draft.kind == question.kind else set())
    if lost and not sure:
        words = _("If you take these choices away, they disappear from answers. %(people)s", people=chose(len(lost)))
        raise LosesAnswers("loses-answers", words)
    if lost:
        _take_away(question, lost)
        people = select(Attendee.person_id).where(Attendee.id.in_(list(lost)))
        note(event, by, "choices_removed", people, question=question.words)
    question.kind = draft.kind
    _write(question, draft)


def move(question: Question, up: bool, event: Event) -> None:
    questions = _locked(event)
    place = questions.index(question)
    questions.insert(max(0, place - 1) if up else place + 1, questions.pop(place))
    for position, each in enumerate(questions, 1):
        each.position = position


def remove(question: Question, by: Person, event: Event) -> None:
    """With its answers."""
    note(event, by, "question_removed", _people(question), question=question.words)
    db.session.delete(question)
    db.session.flush()
    db.session.expire(event, ["asks"])


def answered(question: Question) -> int:
    """How many people have answered; to be said with `people`."""
    return Rows(Answer).where(Answer.question_id == question.id).count()


def counts(event: Event) -> dict[int, int]:
    """For all questions at once."""
    counted = select(Answer.question_id, func.count()).join(Question, Question.id == Answer.question_id)
    rows = db.session.execute(counted.where(Question.event_id == event.id).group_by(Answer.question_id))
    return Counter({question_id: number for question_id, number in rows})


def used(question: Question) -> str:
    """Where its answers are seen, for the office."""
    uses = [
        (question.on_badge, _("badge")),
        (question.in_directory, _("list of people")),
        (question.in_export, _("export")),
    ]
    return ", ".join(words for yes, words in uses if yes) or _("seen by nobody else")


def people(number: int) -> str:
    if not number:
        return _("Nobody has answered yet.")
    if number < FEWEST:
        return _("Fewer than five people have answered.")
    return ngettext("%(num)s person has answered.", "%(num)s people have answered.", number)


def chose(number: int) -> str:
    if number < FEWEST:
        return _("Fewer than five people chose them.")
    return ngettext("%(num)s person chose them.", "%(num)s people chose them.", number)


def _write(question: Question, draft: Draft) -> None:
    question.label = (question.label or {}) | draft.label
    question.choices = _keyed(question, draft.choices) if draft.kind != "text" else []
    for name in ("is_required", "on_badge", "in_directory", "in_export"):
        setattr(question, name, getattr(draft, name))


def _keyed(question: Question, choices: Iterable[Choice]) -> list[Choice]:
    """Each with a key that no other choice of this question has; words of other languages stay."""
    known = {choice["key"]: choice for choice in question.choices or []}
    last = max((int(key[1:]) for key in known), default=0)
    keyed = []
    for choice in choices:
        if choice["key"] not in known:
            last += 1
            choice = choice | {"key": f"c{last}"}
        keyed.append(known.get(choice["key"], {}) | choice)
    return keyed


def _lost(question: Question, kept: set[str]) -> dict[int, Value]:
    """By attendee: what remains of each answer that names a choice which is not kept."""
    if question.kind == "text":
        return {}
    gone = {choice["key"] for choice in question.choices} - kept
    if not gone:
        return {}
    rows = db.session.execute(select(Answer.attendee_id, Answer.value).where(Answer.question_id == question.id))
    chosen = ((id_, [value] if isinstance(value, str) else value) for id_, value in rows)
    return {id_: [key for key in keys if key not in gone] for id_, keys in chosen if not gone.isdisjoint(keys)}


def _take_away(question: Question, lost: dict[int, Value]) -> None:
    mine = Answer.question_id == question.id
    nothing_left = [id_ for id_, keys in lost.items() if not keys]
    db.session.execute(delete(Answer).where(mine, Answer.attendee_id.in_(nothing_left)))
    for id_, keys in lost.items():
        if keys:
            db.session.execute(update(Answer).where(mine, Answer.attendee_id == id_).values(value=keys))


def _people(question: Question) -> Select[Any]:
    answers = select(Attendee.person_id).join(Answer, Answer.attendee_id == Attendee.id)
    return answers.where(Answer.question_id == question.id)


def _locked(event: Event) -> list[Question]:
    """One change at a time, so that eight stay eight and no two have one place."""
    Rows(Event).where(Event.id == event.id).locked().first()
    return Question.of(event).all()
