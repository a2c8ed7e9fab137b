"""All switches of "Letters you get"."""

from typing import Any

from babel.dates import get_day_names
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField

from eventnet.followup.wishes.models import AT_FIRST, Wishes
from eventnet.web.languages import language

HOURS = range(16, 24)


class WishesForm(FlaskForm):
    evening = BooleanField(_l("On the evening of an event: the people you met, with your own notes"))
    evening_hour = SelectField(_l("At what time"), coerce=int)
    weekly = BooleanField(_l("Once a week: at most three people to get in touch with"))
    weekly_day = SelectField(_l("On which day"), coerce=int)
    day_before = BooleanField(_l("The day before a meeting"))
    two_hours = BooleanField(_l("Two hours before a meeting"))
    letters = BooleanField(_l("Short letters from people who have your card"))

    def __init__(self, wishes: Wishes, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=wishes, **kwargs)
        hours = sorted({*HOURS, wishes.evening_hour})
        self.evening_hour.choices = [(hour, f"{hour}:00") for hour in hours]
        self.weekly_day.choices = sorted(get_day_names("wide", "stand-alone", language()).items())

    @property
    def switches(self) -> dict[str, bool | int]:
        return {name: self[name].data for name in AT_FIRST}
