"""The day for the next time."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import InputRequired

from eventnet.clock import now
from eventnet.followup.afterwards import A_MONTH


class AgainForm(FlaskForm):
    due_on = DateField(_l("Day"), [InputRequired(_l("Choose a day."))])

    @property
    def days(self) -> list[tuple[str, date]]:
        """Three days for one tap."""
        today = now().date()
        words = {1: _("In a month"), 3: _("In three months"), 6: _("In half a year")}
        return [(label, today + months * A_MONTH) for months, label in words.items()]
