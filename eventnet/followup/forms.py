"""Forms of the followup room. Wall times are in the zone of the event where the two met."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from eventnet.clock import now
from eventnet.followup import calling
from eventnet.followup.choosing import Choice
from eventnet.followup.requests import Draft
from eventnet.followup.wording import minutes_words
from eventnet.people.models import Person
from eventnet.refusals import Refused

LONG, SHORT = 600, 200
LENGTHS = (15, 20, 30, 45, 60, 90, 120)
A_MONTH = timedelta(days=30)
A_YEAR = timedelta(days=366)


def text_of(typed: str | None) -> str:
    """Several lines, with one kind of line end."""
    return "\n".join(line.rstrip() for line in (typed or "").splitlines()).strip()


def line_of(typed: str | None) -> str:
    return " ".join((typed or "").split())


def note_field(label: Any) -> TextAreaField:
    return TextAreaField(label, [Length(max=LONG)], [text_of])


def place_field(label: Any, *validators: Any) -> StringField:
    return StringField(label, [*validators, Length(max=SHORT)], [line_of])


class TimesForm(FlaskForm):
    """Up to three times, each a day and a time of day."""

    day_1 = DateField(_l("Day"), [Optional()])
    time_1 = TimeField(_l("Time"), [Optional()])
    day_2 = DateField(_l("Day"), [Optional()])
    time_2 = TimeField(_l("Time"), [Optional()])
    day_3 = DateField(_l("Day"), [Optional()])
    time_3 = TimeField(_l("Time"), [Optional()])

    @property
    def rows(self) -> list[tuple[str, Field, Field]]:
        titles = (_("First time"), _("Second time"), _("Third time"))
        return [(title, self[f"day_{n}"], self[f"time_{n}"]) for n, title in enumerate(titles, 1)]

    def walls(self) -> tuple[datetime, ...]:
        return tuple(datetime.combine(day.data, time.data) for _title, day, time in self.rows if day.data and time.data)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        return self._has_whole_times() and bool(is_valid)

    def suits(self, choice: Choice) -> bool:
        """What is against a time stands beside it."""
        typed = [(day, time) for _title, day, time in self.rows if day.data and time.data]
        for (_day, time), words in zip(typed, choice.refusals(self.walls()), strict=True):
            time.errors = [words] if words else time.errors
        return not any(time.errors for _day, time in typed)

    def _has_whole_times(self) -> bool:
        """Said beside the field, since an empty one skips its own checks."""
        for _title, day, time in self.rows:
            if bool(day.data) != bool(time.data) and not day.errors and not time.errors:
                (time if day.data else day).errors = [_("A time needs a day and a time of day.")]
        if not any(field.data or field.errors for row in self.rows for field in row[1:]):
            self.day_1.errors = [_("Propose at least one time.")]
        return not any(field.errors for row in self.rows for field in row[1:])


class RequestForm(TimesForm):
    """Four short fields, in the order of a good letter."""

    talked_about = note_field(_l("What we talked about"))
    ask = TextAreaField(
        _l("What I would like to ask, exactly"),
        [DataRequired(_l("Say what you would like to ask.")), Length(max=LONG)],
        [text_of],
    )
    offer = note_field(_l("What I can offer you"))
    place = place_field(_l("Place"), DataRequired(_l("Name a place, so that a yes is enough.")))
    minutes = SelectField(_l("How long"), coerce=int, default=30, validate_choice=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes.choices = [(length, minutes_words(length)) for length in LENGTHS]

    def draft(self) -> Draft:
        return Draft(
            talked_about=self.talked_about.data,
            ask=self.ask.data,
            offer=self.offer.data,
            place=self.place.data,
            minutes=self.minutes.data,
            walls=self.walls(),
        )

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, for the way through the preview and back."""
        names = [name for name in self._fields if name != "csrf_token"]
        return [(name, self[name].data if name == "minutes" else self[name]._value()) for name in names]


class OtherTimesForm(TimesForm):
    note = note_field(_l("A line to go with it"))


class LaterForm(FlaskForm):
    ask_after = DateField(
        _l("Ask me again from"),
        [InputRequired(_l("Choose a day."))],
        default=lambda: (now() + A_MONTH).date(),
    )
    note = note_field(_l("A line to go with it"))


class CallForm(FlaskForm):
    """How the two reach each other; left empty, either gives it later."""

    place = place_field(_l("A number, or a link"))

    def validate_place(self, field: Field) -> None:
        try:
            calling.way_of(field.data)
        except Refused as no:
            raise ValidationError(no.words) from no


class ChangeForm(FlaskForm):
    """Either of the two; a place in one way, a number or a link in the other."""

    day = DateField(_l("Day"), [InputRequired(_l("Choose a day."))])
    time = TimeField(_l("Time"), [InputRequired(_l("Choose a time."))])
    way = RadioField(
        _l("How"),
        choices=[SelectChoice("in_person", _l("In person")), SelectChoice("call", _l("A short call"))],
        default="in_person",
    )
    place = place_field(_l("Place, or a number or a link for the call"))
    why = place_field(_l("A word why"))

    def wall(self) -> datetime:
        return datetime.combine(self.day.data, self.time.data)

    def suits(self, choice: Choice) -> bool:
        """What is against the time or the place stands beside it."""
        (words,) = choice.refusals([self.wall()])
        self.time.errors = [words] if words else []
        try:
            self.place.data = self._place()
        except Refused as no:
            self.place.errors = [no.words]
        return not (self.time.errors or self.place.errors)

    def _place(self) -> str:
        if self.way.data == "call":
            return calling.way_of(self.place.data)
        if not self.place.data:
            raise Refused("no-place", _("Name a place, so that a yes is enough."))
        return str(self.place.data)


class CancelForm(FlaskForm):
    why = place_field(_l("A word why"))


class ThanksForm(FlaskForm):
    words = TextAreaField(
        _l("Two lines of thanks"),
        [DataRequired(_l("Write a line or two.")), Length(max=LONG)],
        [text_of],
    )


class PaceForm(FlaskForm):
    requests_a_week = SelectField(_l("Requests for a meeting"), coerce=int)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, obj=person, **kwargs)
        numbers = sorted({0, 1, 2, 3, 5, 10, 20, 50, person.requests_a_week})
        self.requests_a_week.choices = [(number, pace_words(number)) for number in numbers]


class QuietForm(FlaskForm):
    from_on = DateField(_l("From"), [InputRequired(_l("Choose a day."))])
    until_on = DateField(_l("Until"), [InputRequired(_l("Choose a day."))])

    def validate_until_on(self, field: Field) -> None:
        if self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day comes before the first."))
        if field.data < now().date():
            raise ValidationError(_("These days have passed."))
        if field.data > now().date() + A_YEAR:
            raise ValidationError(_("A year ahead is enough. To be asked by nobody, choose none a week."))


def pace_words(number: int) -> str:
    if number == 0:
        return _("None at the moment")
    return _("At most %(number)s a week", number=number)
