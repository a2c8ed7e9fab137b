"""The form of a short letter: three lines, and for a promise what it brings."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from eventnet.codes import is_code, new_code
from eventnet.exchange.models import Promise
from eventnet.followup.forms import line_of, text_of
from eventnet.followup.lettering.openers import Opener
from eventnet.mail.attachments import Attachment

LONG, LONGEST_ADDRESS = 400, 500
SHOWN = 60


def _line(*validators: Any) -> TextAreaField:
    return TextAreaField("", [*validators, Length(max=LONG)], [text_of])


class LetterForm(FlaskForm):
    """Labels are the occasion's. `once` is of this page; `kept` is the file that was uploaded before."""

    promise = SelectField(_l("Which promise?"))
    line_1 = _line(DataRequired(_l("Write a line or two.")))
    line_2 = _line(Optional())
    line_3 = _line(Optional())
    link = StringField(_l("A link"), [Optional(), Length(max=LONGEST_ADDRESS)], [line_of])
    file = FileField(_l("A file"))
    no_file = BooleanField(_l("Send it without this file"))
    kept = HiddenField()
    once = HiddenField(default=new_code)

    def __init__(self, opener: Opener, promises: list[Promise], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opener, self.promises = opener, promises
        for field, line in zip(self.written, opener.lines, strict=True):
            field.label.text = line.label
        if not is_code(self.once.data or "", 16):
            self.once.data = new_code()
        if not (opener.brings and promises):
            del self.promise
        else:
            self.promise.choices = [*((one.code, _shortened(one.text)) for one in promises), ("", _("Something else"))]
        if not opener.brings:
            del self.link, self.file, self.no_file, self.kept

    @property
    def written(self) -> list[Field]:
        return [self.line_1, self.line_2, self.line_3]

    @property
    def hinted(self) -> list[tuple[Field, object]]:
        return [(field, line.hint) for field, line in zip(self.written, self.opener.lines, strict=True)]

    @property
    def lines(self) -> list[str]:
        return [field.data or "" for field in self.written]

    @property
    def address(self) -> str:
        return (self.link.data or "") if self.link else ""

    @property
    def kept_code(self) -> str:
        return (self.kept.data or "") if self.kept and not self.no_file.data else ""

    def keeps(self, attachment: Attachment | None) -> None:
        if self.kept:
            self.kept.data, self.no_file.data = attachment.code if attachment else "", False

    @property
    def chosen(self) -> Promise | None:
        code = self.promise.data if self.promise else ""
        return next((one for one in self.promises if one.code == code), None)

    def validate_link(self, field: StringField) -> None:
        if not is_web_address(field.data):
            raise ValidationError(_("A link begins with https:// and holds no spaces."))

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, for the way through the preview and back."""
        names = [name for name in self._fields if name not in ("csrf_token", "file", "no_file")]
        return [(name, self[name].data or "") for name in names]


def is_web_address(text: str) -> bool:
    """A page, of the web, of nobody's account."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_plain = text.isprintable() and not any(character.isspace() or character in '<>"' for character in text)
    return is_plain and parts.scheme in ("http", "https") and "." in host and "@" not in parts.netloc


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"
