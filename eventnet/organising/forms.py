"""Forms of the organising room."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional

from eventnet.events.forms import NAME_LENGTH, CleanEmailField, stripped, trimmed
from eventnet.events.words import ROLE_WORDS


class UploadForm(FlaskForm):
    file = FileField(_l("Attendee list"), [FileRequired(_l("Please choose a file."))])


class ConfirmForm(FlaskForm):
    """`seen` is the fingerprint of the plan on the page."""

    seen = HiddenField()


class ByHandForm(FlaskForm):
    """Somebody who stands at the desk and is on no list; only the name is needed."""

    name = StringField(_l("Name"), [DataRequired(_l("Please type the name.")), Length(max=NAME_LENGTH)], [trimmed])
    organisation = StringField(_l("Organisation"), [Length(max=200)], [trimmed])
    email = CleanEmailField(_l("E-mail"), [Optional(), Length(max=254)], [stripped])
    role = SelectField(_l("Role"), choices=[SelectChoice(value, words) for value, words in ROLE_WORDS.items()])
