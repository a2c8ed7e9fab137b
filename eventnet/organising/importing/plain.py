"""Any list with names: from a spreadsheet, from a form, from a program that we do not know."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from eventnet.organising.importing import guessing, standing
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.guessing import NAMING, Guess
from eventnet.organising.importing.labels import PLAIN, Columns, Meaning, find
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.register import Register
from eventnet.organising.importing.sheet import Sheet


def claims(labels: Sequence[str]) -> bool:
    return not find(labels, PLAIN).keys().isdisjoint(NAMING)


def read(sheet: Sheet) -> Reading:
    """Everybody, by the best guess of what the columns hold."""
    guess = guessing.columns(sheet)
    register = Register()
    _remark_on_guess(register, sheet.labels, guess)
    return _filled(register, sheet, guess.fields)


def read_with(sheet: Sheet, mapping: Mapping[int, Meaning]) -> Reading:
    """Everybody, by what somebody said that the columns hold; of two columns for one meaning the first counts."""
    return _filled(Register(), sheet, mapping)


def _filled(register: Register, sheet: Sheet, mapping: Mapping[int, Meaning]) -> Reading:
    """Whose status does not say otherwise; most plain lists have no status."""
    columns: Columns = {meaning: column for column, meaning in sorted(mapping.items(), reverse=True)}
    _remark_on_columns(register, columns)
    for row in sheet.rows():
        entry = Entry(row, columns, len(sheet.labels))
        if reason := standing.absence(entry.cell(Meaning.STATUS)):
            register.leave_out(entry, reason)
        else:
            register.enter(entry)
    return register.reading("plain")


def _remark_on_columns(register: Register, columns: Columns) -> None:
    if Meaning.EMAIL not in columns:
        words = _("No column with e-mail addresses was found. Nobody on this list can be written to.")
        register.remark(None, "no-email-column", words)


def _remark_on_guess(register: Register, labels: Sequence[str], guess: Guess) -> None:
    """What only the cells told may be wrong, so it is said."""
    for column in sorted(guess.seen):
        if said := _said(guess.fields[column]):
            words = _(
                "By what it holds, the column “%(label)s” was read as: %(meaning)s.",
                label=labels[column][:40],
                meaning=said,
            )
            register.remark(None, "column-guessed", words)


def _said(meaning: Meaning) -> str | None:
    return {
        Meaning.NAME: _("names"),
        Meaning.EMAIL: _("e-mail addresses"),
        Meaning.ORGANISATION: _("organisations"),
        Meaning.SECRET: _("ticket codes"),
    }.get(meaning)
