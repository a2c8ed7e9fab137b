"""Forms of the people room."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp, ValidationError

from eventnet.people.languages import SPOKEN
from eventnet.people.links import NETWORKS
from eventnet.people.models import CARD_FIELDS, OCCASIONS
from eventnet.people.occasions import birthday_of, day_choices, month_choices

LINES = 5
LINE_LENGTH = 120


def trimmed(value: str | None) -> str:
    return (value or "").strip()


def lines(value: str | list[str] | None) -> list[str]:
    """A text area of short lines, as a list without blanks and bullets."""
    if isinstance(value, list):
        return value
    return [line for line in (raw.strip(" \t•-*") for raw in (value or "").splitlines()) if line]


class EmailForm(FlaskForm):
    email = StringField(
        _l("E-mail"), [InputRequired(_l("Please type your e-mail address.")), Length(max=254)], [trimmed]
    )


class DigitsForm(FlaskForm):
    digits = StringField(
        _l("Six digits"),
        [
            InputRequired(_l("Please type the six digits from the mail.")),
            Regexp(r"^\d{6}$", message=_l("These are six digits.")),
        ],
        [lambda value: "".join((value or "").split())],
    )


class LinesField(TextAreaField):
    """Short lines, one below the other."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = lines(valuelist[0] if valuelist else "")

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def pre_validate(self, form: Any) -> None:
        if len(self.data) > LINES or any(len(line) > LINE_LENGTH for line in self.data):
            raise ValidationError(_l("At most five short lines, please: few and exact is what people remember."))


class ProfileForm(FlaskForm):
    """Who I am. Links are typed as a handle or pasted; the view adds what is wrong with them."""

    name = StringField(_l("Name"), [DataRequired(_l("Please type your name.")), Length(max=120)], [trimmed])
    pronouns = StringField(_l("Pronouns"), [Length(max=40)], [trimmed])
    headline = StringField(_l("What you do, in one line"), [Length(max=120)], [trimmed])
    organisation = StringField(_l("Organisation"), [Length(max=160)], [trimmed])
    about = TextAreaField(_l("About you"), [Length(max=600)], [trimmed])
    phone = StringField(_l("Phone"), [Length(max=40)], [trimmed])
    languages = SelectMultipleField(_l("Languages you speak"), choices=list(SPOKEN))
    offers = LinesField(_l("I can offer"))
    needs = LinesField(_l("I am looking for"))
    shared = SelectMultipleField(_l("On my card"), choices=[name for name in CARD_FIELDS if name not in OCCASIONS])
    card_life_days = RadioField(
        _l("How long others may keep it"),
        choices=[
            SelectChoice("30", _l("30 days")),
            SelectChoice("365", _l("1 year")),
            SelectChoice("0", _l("Until I withdraw it")),
        ],
    )


for _network, _label in NETWORKS.items():
    setattr(ProfileForm, f"link_{_network}", StringField(_label, [Length(max=300)], [trimmed]))


class OccasionsForm(FlaskForm):
    """A birthday without its year, and since when a job is new."""

    birthday_day = SelectField(_l("Day"), choices=lambda: list(day_choices()))
    birthday_month = SelectField(_l("Month"), choices=month_choices)
    job_since = DateField(_l("New job since"), [Optional()])
    shared = SelectMultipleField(_l("On my card"), choices=list(OCCASIONS))

    @property
    def birthday(self) -> str | None:
        return birthday_of(self.birthday_month.data, self.birthday_day.data)

    def validate_birthday_month(self, month: SelectField) -> None:
        if (month.data or self.birthday_day.data) and not self.birthday:
            raise ValidationError(_l("Choose a day and its month."))


class ZoneForm(FlaskForm):
    zone = StringField(_l("Time zone"), [Length(max=64)], [trimmed])


class PhotoForm(FlaskForm):
    photo = FileField(_l("Photo"))
