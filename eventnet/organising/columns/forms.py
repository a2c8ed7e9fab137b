"""What the columns of a table hold, asked the way round that has few questions: which column holds the name?"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField

from eventnet.organising.importing import CHOICES, Meaning
from eventnet.organising.importing.guessing import NAMING
from eventnet.organising.models import Fields

MOST = 60  # columns to choose from
WORDS = {
    Meaning.NAME: _l("Whole name"),
    Meaning.GIVEN: _l("First name"),
    Meaning.FAMILY: _l("Last name"),
    Meaning.EMAIL: _l("E-mail"),
    Meaning.ORGANISATION: _l("Organisation"),
    Meaning.ROLE: _l("Role"),
    Meaning.STATUS: _l("Status"),
    Meaning.SECRET: _l("Ticket code"),
}


class ColumnsForm(FlaskForm):
    """A question for each meaning; the answer is the place of a column, or nothing."""

    name = SelectField(WORDS[Meaning.NAME], default="")
    given = SelectField(WORDS[Meaning.GIVEN], default="")
    family = SelectField(WORDS[Meaning.FAMILY], default="")
    email = SelectField(WORDS[Meaning.EMAIL], default="")
    organisation = SelectField(WORDS[Meaning.ORGANISATION], default="")
    role = SelectField(WORDS[Meaning.ROLE], default="")
    status = SelectField(WORDS[Meaning.STATUS], default="")
    secret = SelectField(WORDS[Meaning.SECRET], default="")

    @classmethod
    def asking(cls, columns: Mapping[int, str], fields: Fields, **more: Any) -> "ColumnsForm":
        """With what is guessed or was said before already chosen."""
        chosen = {_key(meaning): str(column) for column, meaning in fields.items() if meaning in CHOICES}
        form = cls(data=chosen, **more)
        offered = [*dict.fromkeys([*fields, *columns])][:MOST]
        options = [(str(column), columns.get(column, "")) for column in sorted(offered)]
        for field in form.questions:
            field.choices = [("", _("No column")), *options]
        return form

    @property
    def questions(self) -> list[Any]:
        return [self[_key(meaning)] for meaning in CHOICES]

    @property
    def fields(self) -> Fields:
        said = {meaning: self[_key(meaning)].data for meaning in reversed(CHOICES)}
        return {int(column): meaning for meaning, column in said.items() if column and column.isdecimal()}

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        self._refuse_nameless()
        self._refuse_twice()
        return not self.errors

    def _refuse_nameless(self) -> None:
        if not any(self[_key(meaning)].data for meaning in NAMING):
            words = _("Please say which column holds the names, or the first and the last names.")
            self.name.errors = [*self.name.errors, words]

    def _refuse_twice(self) -> None:
        seen: dict[str, Any] = {}
        for field in self.questions:
            if field.data and field.data in seen:
                words = _("The same column as for “%(other)s”.", other=seen[field.data].label.text)
                field.errors = [*field.errors, words]
            seen.setdefault(field.data, field)


def _key(meaning: Meaning) -> str:
    return {Meaning.GIVEN: "given", Meaning.FAMILY: "family"}.get(meaning, str(meaning))
