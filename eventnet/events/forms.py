"""Forms of the events room."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    EmailField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    URLField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from eventnet.events.models import Attendee, Event
from eventnet.events.presets import PRESETS
from eventnet.events.words import DIFFERS_WORDS, DIRECTORY_WORDS, JOIN_WORDS, KIND_WORDS, SHARING_WORDS
from eventnet.people.emails import clean_email
from eventnet.people.forms import LinesField
from eventnet.people.webaddress import NotPublic, parse
from eventnet.refusals import Refused
from eventnet.walltime import is_zone, moment_of
from eventnet.web.languages import LANGUAGES, language

NAME_LENGTH = 120
DEFAULT_ZONE = "Europe/Berlin"
WORDS = ("kind", "name", "place", "about", "zone", "languages", "join_policy", "badge_default")
PRIVACY = ("controller", "privacy_contact", "privacy_url")


def trimmed(value: str | None) -> str:
    """One line, without the blanks that phone keyboards leave at its ends."""
    return " ".join((value or "").split())


def stripped(value: str | None) -> str:
    return (value or "").strip()


def _choices(words: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class CleanEmailField(EmailField):
    """`data` is clean once the form is valid; until then it is what was typed."""

    data: str

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if validation_stopped:
            return
        try:
            self.data = clean_email(self.data)
        except Refused as no:
            raise ValidationError(no.words) from no


class NewcomerForm(FlaskForm):
    """Name and e-mail: all it takes to be in. Its pages carry the token that guards every form (web/sessions.py)."""

    class Meta:
        csrf = False  # a second check of the same token, on the pages that strangers open most

    name = StringField(
        _l("Your name"),
        [DataRequired(_l("Please type your name.")), Length(max=NAME_LENGTH)],
        filters=[trimmed],
    )
    email = CleanEmailField(
        _l("Your e-mail"),
        [DataRequired(_l("Please type your e-mail address.")), Length(max=254)],
        filters=[stripped],
    )


class EventForm(FlaskForm):
    """Everything an event needs before it can open. `values()` are its columns."""

    organiser = SelectField(_l("Organiser"), validate_choice=True)
    kind = SelectField(_l("Kind of event"), choices=_choices(KIND_WORDS))
    name = StringField(
        _l("Name"), [DataRequired(_l("Please give the event a name.")), Length(max=NAME_LENGTH)], filters=[trimmed]
    )
    place = StringField(_l("Place"), [DataRequired(_l("Please say where it is.")), Length(max=200)], filters=[trimmed])
    about = TextAreaField(_l("About"), [Length(max=4000)], filters=[stripped])
    starts_on = DateField(_l("First day"), [InputRequired(_l("Please choose a day."))])
    starts_time = TimeField(_l("Starts at"), [InputRequired(_l("Please choose a time."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Please choose a day."))])
    ends_time = TimeField(_l("Ends at"), [InputRequired(_l("Please choose a time."))])
    zone = StringField(_l("Time zone"), [InputRequired()], filters=[stripped], default=DEFAULT_ZONE)
    languages = SelectMultipleField(
        _l("Languages of poster and invitations"),
        [InputRequired(_l("Please tick at least one language."))],
        choices=lambda: _choices(_spoken([language()])),
        default=lambda: [language()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    join_policy = RadioField(
        _l("Who can join"),
        choices=_choices(JOIN_WORDS),
        default="open",
    )
    badge_default = RadioField(_l("When somebody scans a printed badge"), choices=_choices(SHARING_WORDS))
    directory = RadioField(_l("Finding each other"), choices=_choices(DIRECTORY_WORDS))
    controller = TextAreaField(
        _l("Who answers for the data"),
        [DataRequired(_l("Please name who answers for the data, with the address.")), Length(max=400)],
        filters=[stripped],
    )
    privacy_contact = CleanEmailField(
        _l("E-mail for questions about privacy"),
        [DataRequired(_l("Please give an address for questions about privacy.")), Length(max=254)],
        filters=[stripped],
    )
    privacy_url = URLField(_l("Your privacy notice on the web"), [Optional(), Length(max=400)], filters=[stripped])

    @classmethod
    def showing(cls, event: Event) -> "EventForm":
        """Filled with what is stored, unless something was typed."""
        walls = {"starts_on": event.starts_wall.date(), "starts_time": event.starts_wall.time()}
        walls |= {"ends_on": event.ends_wall.date(), "ends_time": event.ends_wall.time()}
        policy = {"directory": "on" if event.directory_is_on else "off"}
        form = cls(data=walls | policy | _columns(event))
        form.languages.choices = _choices(_spoken(event.languages))
        del form.organiser
        return form

    def values(self) -> dict[str, Any]:
        values = {name: self[name].data for name in (*WORDS, *PRIVACY)}
        values["directory"] = self.directory.data == "on"
        starts, ends = self.walls
        values |= {"starts_wall": starts, "starts_at": moment_of(starts, self.zone.data)}
        values |= {"ends_wall": ends, "ends_at": moment_of(ends, self.zone.data)}
        return values

    @property
    def walls(self) -> tuple[datetime, datetime]:
        starts = datetime.combine(self.starts_on.data, self.starts_time.data)
        return starts, datetime.combine(self.ends_on.data, self.ends_time.data)

    def validate_zone(self, field: StringField) -> None:
        if not is_zone(field.data):
            raise ValidationError(_("This is not a time zone we know. Example: Europe/Berlin"))

    def validate_privacy_url(self, field: URLField) -> None:
        try:
            field.data = parse(field.data).url
        except NotPublic:
            raise ValidationError(_("This is not an address that everybody can open.")) from None

    def validate_starts_time(self, field: TimeField) -> None:
        self._refuse_skipped_hour(self.starts_on, field)

    def validate_ends_time(self, field: TimeField) -> None:
        self._refuse_skipped_hour(self.ends_on, field)
        if self._has_span() and self.walls[0] >= self.walls[1]:
            raise ValidationError(_("The end must be after the start."))

    def _refuse_skipped_hour(self, day: DateField, time: TimeField) -> None:
        if day.data and time.data and is_zone(self.zone.data):
            try:
                moment_of(datetime.combine(day.data, time.data), self.zone.data)
            except Refused as no:
                raise ValidationError(no.words) from no

    def _has_span(self) -> bool:
        return bool(self.starts_on.data and self.starts_time.data and self.ends_on.data)


class FoundingForm(EventForm):
    """A new event, filled with what its kind begins with."""

    asks = SelectMultipleField(
        _l("Questions for attendees"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    @classmethod
    def beginning(cls, kind: str) -> "FoundingForm":
        preset = PRESETS[kind] if kind in PRESETS else PRESETS["career_day"]
        policy = {"badge_default": preset.badge_default, "directory": "on" if preset.directory else "off"}
        spoken = list(preset.languages) or [language()]
        asked = [asked.key for asked in preset.asks]
        form = cls(data=policy | {"kind": kind, "languages": spoken, "asks": asked})
        form.asks.choices = [SelectChoice(asked.key, asked.label) for asked in preset.asks]
        form.languages.choices = _choices(_spoken(spoken))
        return form


def _columns(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in (*WORDS, *PRIVACY)}


def _spoken(first: list[str]) -> dict[str, str]:
    """All languages, these first: the first that is ticked is the one that badges speak."""
    return {code: LANGUAGES[code] for code in dict.fromkeys([*first, *LANGUAGES]) if code in LANGUAGES}


class AttendanceForm(FlaskForm):
    """What holds for me at this event alone."""

    sharing = RadioField(_l("When somebody scans my printed badge"), choices=_choices(SHARING_WORDS))
    differs = RadioField(
        _l("What I offer and look for here"),
        choices=_choices(DIFFERS_WORDS),
    )
    offers = LinesField(_l("I can offer"))
    needs = LinesField(_l("I am looking for"))

    @classmethod
    def showing(cls, attendee: Attendee) -> "AttendanceForm":
        differs = "" if attendee.offers is None and attendee.needs is None else "here"
        here = {"offers": attendee.offers_here, "needs": attendee.needs_here}
        return cls(data={"sharing": attendee.sharing, "differs": differs} | here)

    def store(self, attendee: Attendee) -> None:
        """The lines count only with the choice above them; None means: as in the profile."""
        attendee.sharing = self.sharing.data
        attendee.offers = self.offers.data if self.differs.data else None
        attendee.needs = self.needs.data if self.differs.data else None
