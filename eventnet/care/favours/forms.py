"""Forms about favours."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from eventnet.clock import now

FAVOUR_LENGTH = 300
LONG_AGO = timedelta(days=365 * 30)


def trimmed(value: str | None) -> str:
    return (value or "").strip()


class FavourForm(FlaskForm):
    direction = RadioField(
        _l("Who helped?"),
        choices=[
            SelectChoice("received", _l("They did something for me")),
            SelectChoice("given", _l("I did something for them")),
        ],
        default="received",
    )
    favour = StringField(
        _l("What was it?"),
        [DataRequired(_l("A few words, please: what was it?")), Length(max=FAVOUR_LENGTH)],
        [trimmed],
    )
    done_on = DateField(
        _l("When?"), [InputRequired(_l("Which day was it? A rough guess will do."))], default=lambda: now().date()
    )

    def validate_done_on(self, field: DateField) -> None:
        """Tomorrow has begun already somewhere."""
        if field.data and field.data > now().date() + timedelta(days=1):
            raise ValidationError(_l("This day is still to come. What somebody will do is a promise."))
        if field.data and field.data < now().date() - LONG_AGO:
            raise ValidationError(_l("This day is too far away."))
