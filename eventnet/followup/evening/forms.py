"""Another day for a next step."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field
from wtforms.validators import InputRequired, ValidationError

from eventnet.clock import now

A_YEAR = timedelta(days=366)


class StepForm(FlaskForm):
    on = DateField(_l("Another day"), [InputRequired(_l("Choose a day."))])

    def validate_on(self, field: Field) -> None:
        if field.data is None:
            return  # not a date at all; that is said already
        today = now().date()
        if field.data < today - timedelta(days=1):  # it may still be yesterday where they are
            raise ValidationError(_("This day has passed."))
        if field.data > today + A_YEAR:
            raise ValidationError(_("A year ahead is enough."))
