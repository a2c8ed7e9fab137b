"""The two forms of the closing page."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, ValidationError

from eventnet.events.forms import trimmed


class DaysForm(FlaskForm):
    days = IntegerField(_l("Days after the event"), [InputRequired(_l("Please type a number."))])


class CloseForm(FlaskForm):
    """`name` is what must be typed."""

    typed = StringField(_l("Name of the event"), filters=[trimmed])

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = trimmed(name)

    def validate_typed(self, field: StringField) -> None:
        if (field.data or "").casefold() != self.name.casefold():
            raise ValidationError(_("Type the name of the event as it stands above."))
