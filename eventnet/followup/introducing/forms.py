"""The words that go to both."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from eventnet.followup.forms import LONG, text_of


class IntroductionForm(FlaskForm):
    words = TextAreaField(
        _l("Why they should meet"),
        [DataRequired(_l("Write a line or two: they decide by it.")), Length(max=LONG)],
        [text_of],
    )
