"""The form of the badges page: how they look, and whose are printed."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FloatField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Regexp, ValidationError
from wtforms.widgets import ColorInput

from eventnet.clock import now
from eventnet.events.models import Event
from eventnet.organising.badges.choosing import Choice
from eventnet.organising.badges.models import OWN, BadgeDesign, own_sheet
from eventnet.organising.badges.sheets import SHEET_WORDS

ORDER_WORDS = {
    "family": _l("By last name"),
    "name": _l("By first name"),
    "organisation": _l("By organisation"),
    "listed": _l("As on the list"),
}
WHOM_WORDS = {
    "fresh": _l("Not printed yet"),
    "all": _l("Everybody"),
    "found": _l("Those whom a search finds"),
}
PAPER_WORDS = {"a4": "A4", "letter": "Letter"}
DESIGN = ("sheet", "ordered_by", "colour", "back", "back_right", "back_down", "marks", "programme")


def _options(words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _length(label: Any, least: float, most: float) -> FloatField:
    return FloatField(label, [InputRequired(NUMBER), NumberRange(least, most, RANGE)])


def _count(label: Any, least: int, most: int) -> IntegerField:
    return IntegerField(label, [InputRequired(NUMBER), NumberRange(least, most, RANGE)])


NUMBER = _l("Please type a number.")
RANGE = _l("Please type a number from %(min)s to %(max)s.")


class BadgeForm(FlaskForm):
    """`design()` is what was chosen, stored only if the caller adds it; the measures are millimetres."""

    sheet = SelectField(_l("Paper"), choices=_options(SHEET_WORDS))
    colour = StringField(_l("Colour of the band"), [Regexp(r"^#[0-9a-fA-F]{6}$")], widget=ColorInput())
    back = BooleanField(_l("Print offers and searches on the back"))
    back_right = _length(_l("Move the back to the right, mm"), -10, 10)
    back_down = _length(_l("Move the back down, mm"), -10, 10)
    marks = BooleanField(_l("Crop marks, and bleed where one badge fills the page"))
    programme = TextAreaField(_l("Programme, for the inside of folded badges"), [Length(max=3000)])
    ordered_by = SelectField(_l("Order"), choices=_options(ORDER_WORDS))
    whom = RadioField(_l("Whose badges"), choices=_options(WHOM_WORDS))
    q = StringField(_l("Search by name, organisation or role"), [Length(max=80)])
    skip = _count(_l("Labels already used on the first sheet"), 0, 60)
    paper = SelectField(_l("Sheet"), choices=_options(PAPER_WORDS))
    width, height = _length(_l("Width"), 20, 210), _length(_l("Height"), 20, 297)
    columns, rows = _count(_l("Columns"), 1, 6), _count(_l("Rows"), 1, 12)
    left, top = _length(_l("From the left edge"), 0, 150), _length(_l("From the top edge"), 0, 200)
    gap_x, gap_y = _length(_l("Gap between columns"), 0, 60), _length(_l("Gap between rows"), 0, 60)

    @classmethod
    def showing(cls, design: BadgeDesign, **more: Any) -> "BadgeForm":
        """As saved, unless something was typed."""
        return cls(obj=design, data={"whom": "fresh", "skip": 0, **OWN, **design.own}, **more)

    def validate_sheet(self, field: SelectField) -> None:
        numbers_are_right = not any(self[name].errors for name in OWN) and all(
            self[name].data is not None for name in OWN
        )
        if field.data == "own" and numbers_are_right and not own_sheet(self.own).fits:
            raise ValidationError(
                _("A badge needs 60 × 37 mm or, upright, 55 × 85 mm, and all of them must fit on the sheet.")
            )

    @property
    def own(self) -> dict[str, Any]:
        return {name: self[name].data for name in OWN}

    def design(self, event: Event) -> BadgeDesign:
        values = {name: self[name].data for name in DESIGN}
        return BadgeDesign(event_id=event.id, own=self.own, changed_at=now(), **values)

    def choice(self, event: Event) -> Choice:
        return Choice(event, self.whom.data, (self.q.data or "").strip(), self.ordered_by.data)
