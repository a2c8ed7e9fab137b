"""The form of one question, in each language of its event."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from eventnet.events.forms import trimmed
from eventnet.events.models import Event, Question
from eventnet.events.models.questions import MOST_CHOICES
from eventnet.organising.asking.changing import Draft
from eventnet.web.languages import LANGUAGES

FEWEST_ROWS, SPARE_ROWS = 4, 2
KIND_WORDS = {
    "one": _l("One of several choices"),
    "many": _l("As many choices as apply"),
    "text": _l("A few words"),
}


class QuestionForm(FlaskForm):
    """`of` makes it for an event and, to change one, a question."""

    languages: list[str]

    kind = RadioField(_l("How it is answered"), choices=[SelectChoice(*pair) for pair in KIND_WORDS.items()])
    is_required = BooleanField(_l("Everybody should answer"))
    on_badge = BooleanField(_l("On the badge"))
    in_directory = BooleanField(_l("In the list of people"))
    in_export = BooleanField(_l("In your list and its export"))
    sure = BooleanField(_l("Yes, take them away"))

    @classmethod
    def of(cls, event: Event, question: Question | None = None) -> "QuestionForm":
        spoken = [code for code in event.languages if code in LANGUAGES]
        must = [DataRequired(_("Please write the question in each language of the event.")), Length(max=80)]
        fields: dict[str, Any] = {
            f"label_{code}": StringField(_in(_("Question"), code, spoken), must, filters=[trimmed]) for code in spoken
        }
        rows = min(MOST_CHOICES, max(FEWEST_ROWS, len(question.choices if question else []) + SPARE_ROWS))
        fields["choices"] = FieldList(FormField(_row(spoken)), min_entries=rows, max_entries=MOST_CHOICES)
        form: QuestionForm = type("Written", (cls,), fields)(data=_stored(question, spoken))
        form.languages = spoken
        return form

    def draft(self) -> Draft:
        ticks = ("is_required", "on_badge", "in_directory", "in_export")
        label = {code: self[f"label_{code}"].data for code in self.languages}
        return Draft(self.kind.data, label, self._written, **{name: self[name].data for name in ticks})

    @property
    def _written(self) -> list[dict[str, str]]:
        """Rows with words in them."""
        return [row for row in self["choices"].data if any(row[code] for code in self.languages)]

    def validate_choices(self, field: "FieldList[Any]") -> None:
        if self.kind.data == "text":
            return
        for code in self.languages:
            if any(";" in row[code] for row in self._written):
                raise ValidationError(_("Please write choices without a semicolon: it stands between them in exports."))
            words = [row[code].casefold() for row in self._written]
            if not all(words):
                raise ValidationError(_("Please write each choice in each language of the event."))
            if len(set(words)) < len(words):
                raise ValidationError(_("Two choices are the same."))
        if len(self._written) < 2:
            raise ValidationError(_("Please write at least two choices."))


def _row(spoken: list[str]) -> type[Form]:
    fields: dict[str, Any] = {"key": HiddenField()}
    for code in spoken:
        fields[code] = StringField(LANGUAGES[code], [Length(max=60)], filters=[trimmed])
    return type("Row", (Form,), fields)


def _stored(question: Question | None, spoken: list[str]) -> dict[str, Any]:
    if question is None:
        return {"kind": "one", "in_export": True}
    kept = ("kind", "is_required", "on_badge", "in_directory", "in_export", "choices")
    labels = {f"label_{code}": question.label.get(code, "") for code in spoken}
    return {name: getattr(question, name) for name in kept} | labels


def _in(words: str, code: str, spoken: list[str]) -> str:
    return f"{words} ({LANGUAGES[code]})" if len(spoken) > 1 else words
