"""Forms of the exchange room."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from eventnet.clock import now
from eventnet.exchange.remembering import MOST_TAGS, tags_in

NOTE_LENGTH = 4000
PROMISE_LENGTH = 300
TEN_YEARS = timedelta(days=3650)
TAG_LENGTH = 40


def trimmed(value: str | None) -> str:
    return (value or "").strip()


class LineForm(FlaskForm):
    """Right after the talk: one line, and what was promised."""

    text = TextAreaField(_l("What did you talk about?"), [Length(max=NOTE_LENGTH)], [trimmed])
    mine = StringField(_l("I promised"), [Length(max=PROMISE_LENGTH)], [trimmed])
    theirs = StringField(_l("They promised"), [Length(max=PROMISE_LENGTH)], [trimmed])


class NoteForm(FlaskForm):
    text = TextAreaField(_l("What to remember"), [Length(max=NOTE_LENGTH)], [trimmed])
    tags = StringField(_l("Tags"), [Length(max=500)], [trimmed])

    def validate_tags(self, field: StringField) -> None:
        tags = tags_in(field.data)
        if len(tags) > MOST_TAGS or any(len(tag) > TAG_LENGTH for tag in tags):
            raise ValidationError(_l("At most ten short tags, please, with commas between them."))


class PromiseForm(FlaskForm):
    direction = RadioField(
        _l("Who promised?"),
        choices=[SelectChoice("mine", _l("I promised")), SelectChoice("theirs", _l("They promised"))],
        default="mine",
    )
    promise = StringField(
        _l("What?"),
        [DataRequired(_l("A few words, please: what was promised?")), Length(max=PROMISE_LENGTH)],
        [trimmed],
    )
    due_on = DateField(_l("By when?"), [Optional()])

    def validate_due_on(self, field: DateField) -> None:
        if field.data and abs(field.data - now().date()) > TEN_YEARS:
            raise ValidationError(_l("This day is too far away."))


class TypedCodeForm(FlaskForm):
    code = StringField(_l("Code"), [DataRequired(_l("Please type the code.")), Length(max=2000)], [trimmed])
