"""The form that an event's own questions make."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventnet.events import nexttime
from eventnet.events.models import Attendee, Question
from eventnet.events.models.questions import Value
from eventnet.events.questions import TEXT_LENGTH, said_by

NEXT = "next"
AS_CARDS = 6  # more choices than these are a list to unfold


class AnswerForm(FlaskForm):
    """One field for each question; `of` makes it."""

    questions: list[Question]

    @classmethod
    def of(cls, attendee: Attendee) -> "AnswerForm":
        """Filled with what was said before, unless something was typed."""
        questions, said = attendee.event.asks, said_by(attendee)
        fields = {question.code: _field(question) for question in questions}
        data: dict[str, Any] = {question.code: said.get(question.id) or "" for question in questions}
        if nexttime.is_offered(attendee.event):
            fields[NEXT] = BooleanField(_("Tell me about the next one"))
            data[NEXT] = nexttime.wants(attendee)
        form: AnswerForm = type("Asked", (cls,), fields)(prefix="answer-", data=data)
        form.questions = questions
        return form

    @property
    def asks(self) -> bool:
        return bool(self.questions or self.next_time)

    @property
    def next_time(self) -> Field | None:
        """The tick for the next event, where there is one."""
        return self._fields.get(NEXT)

    @property
    def asked(self) -> list[tuple[Question, Field, str]]:
        """Each question, its field, and who sees the answer."""
        return [(question, self[question.code], seen_by(question)) for question in self.questions]

    def values(self) -> dict[Question, Value | None]:
        return {question: self[question.code].data for question in self.questions}


def seen_by(question: Question) -> str:
    """Said beside the question, before somebody answers."""
    seen = [
        (question.on_badge, _("on your badge")),
        (question.in_directory, _("for people who may find you")),
        (question.in_export, _("for the organisers")),
    ]
    places = [words for yes, words in seen if yes]
    return _("Seen %(places)s.", places=", ".join(places)) if places else _("Seen by you alone.")


def _field(question: Question) -> Any:
    must = [InputRequired(_("Please answer this."))] if question.is_required else [Optional()]
    if question.kind == "text":
        return StringField(question.words, [*must, Length(max=TEXT_LENGTH)])
    choices = [SelectChoice(key, words) for key, words in question.options.items()]
    if question.kind == "many":
        return SelectMultipleField(
            question.words, must, choices=choices, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
        )
    if not question.is_required or len(choices) > AS_CARDS:
        choices = [SelectChoice("", _("No answer")), *choices]
    return (RadioField if len(choices) <= AS_CARDS + 1 else SelectField)(question.words, must, choices=choices)
