"""The form that connects an event to pretix."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length, Optional, Regexp, StopValidation

from eventnet.events.forms import stripped
from eventnet.organising.pulling.models import PretixSource

SLUG = Regexp(r"^[A-Za-z0-9._-]+$", message=_l("Letters, digits, dots and dashes, as in the address there."))
TOKEN = Regexp(
    r"^[A-Za-z0-9._~+/=-]{8,200}$", message=_l("This is no token. Copy it as pretix shows it, nothing else.")
)
NOT_SLUGS = frozenset({"control", "event", "organizer", "api"})


def named(_form: FlaskForm, field: StringField) -> None:
    """A browser must not insist on it: a pasted address names both."""
    if not field.data:
        raise StopValidation(_("Please type the short name."))


class PretixForm(FlaskForm):
    server = StringField(
        _l("Server"), [DataRequired(_l("Please type the address of the server.")), Length(max=300)], [stripped]
    )
    organiser = StringField(_l("Organiser's short name there"), [named, Length(max=50), SLUG], [stripped])
    event_there = StringField(_l("Event's short name there"), [named, Length(max=50), SLUG], [stripped])
    token = PasswordField(_l("API token"), [Optional(), TOKEN], [stripped])

    @classmethod
    def showing(cls, source: PretixSource | None) -> "PretixForm":
        """As connected, without the token, unless something was typed."""
        if source is None:
            return cls(server="https://pretix.eu")
        return cls(server=source.server, organiser=source.organiser, event_there=source.event_there)

    def validate(self, extra_validators: Any = None) -> bool:
        self._read_pasted_address()
        return bool(super().validate(extra_validators))

    def _read_pasted_address(self) -> None:
        """The address of the event's page there says both short names."""
        names = [part for part in urlsplit(self.server.data or "").path.split("/") if part and part not in NOT_SLUGS]
        if len(names) >= 2 and not self.organiser.data and not self.event_there.data:
            self.organiser.data, self.event_there.data = names[:2]
