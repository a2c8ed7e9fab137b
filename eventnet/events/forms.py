"""Forms of the events room."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from eventnet.people.emails import clean_email
from eventnet.refusals import Refused

NAME_LENGTH = 120


def trimmed(value: str | None) -> str:
    """One line, without the blanks that phone keyboards leave at its ends."""
    return " ".join((value or "").split())


class NewcomerForm(FlaskForm):
    """Name and e-mail: all it takes to be in. `email.data` is clean once the form is valid."""

    name = StringField(
        _l("Your name"),
        [InputRequired(_l("Please type your name.")), Length(max=NAME_LENGTH)],
        filters=[trimmed],
    )
    email = EmailField(
        _l("Your e-mail"),
        [InputRequired(_l("Please type your e-mail address.")), Length(max=254)],
        filters=[lambda typed: (typed or "").strip()],
    )

    def validate_email(self, field: EmailField) -> None:
        try:
            field.data = clean_email(field.data)
        except Refused as no:
            raise ValidationError(no.words) from no
