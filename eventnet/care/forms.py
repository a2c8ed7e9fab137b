"""Forms of staying in touch."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

EVERY_WORDS = {
    "monthly": _l("Every month"),
    "quarterly": _l("Every three months"),
    "twice_a_year": _l("Twice a year"),
    "yearly": _l("Once a year"),
    "never": _l("Never remind me"),
}


class RhythmForm(FlaskForm):
    every = SelectField(
        _l("How often"),
        choices=[SelectChoice("", "–"), *(SelectChoice(value, words) for value, words in EVERY_WORDS.items())],
    )
