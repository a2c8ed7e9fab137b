"""Forms of the exchange room."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from eventnet.exchange.remembering import MOST_TAGS, tags_in

NOTE_LENGTH = 4000
TAG_LENGTH = 40


def trimmed(value: str | None) -> str:
    return (value or "").strip()


class LineForm(FlaskForm):
    """Right after the talk: one line."""

    text = TextAreaField(_l("What did you talk about?"), [Length(max=NOTE_LENGTH)], [trimmed])


class NoteForm(FlaskForm):
    text = TextAreaField(_l("What to remember"), [Length(max=NOTE_LENGTH)], [trimmed])
    tags = StringField(_l("Tags"), [Length(max=500)], [trimmed])

    def validate_tags(self, field: StringField) -> None:
        tags = tags_in(field.data)
        if len(tags) > MOST_TAGS or any(len(tag) > TAG_LENGTH for tag in tags):
            raise ValidationError(_l("At most ten short tags, please, with commas between them."))


class TypedCodeForm(FlaskForm):
    code = StringField(_l("Code"), [DataRequired(_l("Please type the code.")), Length(max=2000)], [trimmed])
