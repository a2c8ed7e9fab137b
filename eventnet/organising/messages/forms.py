"""The forms of a message: its words and people, and when it goes."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from eventnet.addresses import settings
from eventnet.events.forms import stripped, trimmed
from eventnet.events.words import ROLE_WORDS
from eventnet.organising.guests import STATES
from eventnet.organising.messages import placeholders
from eventnet.organising.messages.models import Message, words_of
from eventnet.refusals import Refused
from eventnet.web.languages import LANGUAGES

LONGEST_SUBJECT, LONGEST_TEXT = 150, 5000
PACES = (30, 60, 120, 300, 600)
STATE_WORDS = {
    "to-invite": _l("Not invited yet"),
    "not-joined": _l("Not joined"),
    "joined": _l("Joined"),
    "arrived": _l("Arrived"),
    "missing": _l("Not arrived"),
}
WHEN_WORDS = {"now": _l("Now"), "later": _l("At a time")}


def _subject(label: Any) -> StringField:
    return StringField(label, [Length(max=LONGEST_SUBJECT)], filters=[trimmed])


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, [Length(max=LONGEST_TEXT)], filters=[stripped])


class MessageForm(FlaskForm):
    """At least one language, each whole or empty; `store()` writes what was said into the draft."""

    subject_en, text_en = _subject(_l("Subject in English")), _text(_l("Text in English"))
    subject_de, text_de = _subject(_l("Subject in German")), _text(_l("Text in German"))
    state = SelectField(_l("How far they are"), choices=[])
    role = SelectField(_l("Role"), choices=[])
    q = StringField(_l("Only those whom a search finds"), [Length(max=80)], filters=[trimmed])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        known = [SelectChoice(state, words) for state, words in STATE_WORDS.items() if state in STATES]
        self.state.choices = [SelectChoice("", _l("Everybody")), *known]
        self.role.choices = [SelectChoice("", _l("Every role")), *(SelectChoice(*each) for each in ROLE_WORDS.items())]

    @classmethod
    def showing(cls, message: Message) -> "MessageForm":
        said = {f"{part}_{code}": text for code, words in message.words.items() for part, text in words.items()}
        return cls(data={"q": "", "state": "", "role": ""} | said | message.wanted)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        return self._has_words() and is_valid

    def store(self, message: Message) -> None:
        message.words = words_of(self.data)
        wanted = {"q": self.q.data, "state": self.state.data, "role": self.role.data}
        message.wanted = {name: value for name, value in wanted.items() if value}

    def _has_words(self) -> bool:
        """Each language whole or empty, with placeholders that are known."""
        parts = [(self[f"subject_{code}"], self[f"text_{code}"]) for code in LANGUAGES]
        for subject, text in parts:
            _check(subject, placeholders.check_subject)
            _check(text, placeholders.check)
            if bool(subject.data) != bool(text.data):
                empty = text if subject.data else subject
                empty.errors = [*empty.errors, _("A subject and a text belong together. Fill both, or empty both.")]
        if not any(subject.data or text.data for subject, text in parts):
            parts[0][1].errors = [_("Please write something in at least one language.")]
        return not any(one.errors for part in parts for one in part)


class ReleaseForm(FlaskForm):
    """When, and how fast."""

    at = RadioField(
        _l("When"),
        [InputRequired(_l("Please choose when."))],
        choices=[SelectChoice(*each) for each in WHEN_WORDS.items()],
    )
    on = DateField(_l("Day"), [Optional()])
    time = TimeField(_l("Time"), [Optional()])
    pace = SelectField(_l("Letters a minute"), coerce=int)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.pace.choices = [SelectChoice(each, str(each)) for each in sorted({*PACES, settings().pace})]

    @property
    def wall(self) -> datetime | None:
        """On the clock of the place; None: at once."""
        return datetime.combine(self.on.data, self.time.data) if self.at.data == "later" else None

    def validate_at(self, field: RadioField) -> None:
        if field.data == "later" and not (self.on.data and self.time.data):
            raise ValidationError(_("Please choose a day and a time."))


def _check(field: Any, rule: Any) -> None:
    try:
        rule(field.data or "")
    except Refused as no:
        field.errors = [*field.errors, no.words]
