"""What a host writes, and what somebody writes who cannot come."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from eventnet.followup.forms import LONG, place_field, text_of


class GuestForm(FlaskForm):
    words = TextAreaField(
        _l("Why it would be good"),
        [DataRequired(_l("Write a line or two: they decide by it.")), Length(max=LONG)],
        [text_of],
    )


class LeaveForm(FlaskForm):
    why = place_field(_l("A word why"))
