"""Forms of the organising room."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField


class UploadForm(FlaskForm):
    file = FileField(_l("Attendee list"), [FileRequired(_l("Please choose a file."))])


class ConfirmForm(FlaskForm):
    """`seen` is the fingerprint of the plan on the page."""

    seen = HiddenField()
