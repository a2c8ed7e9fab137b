"""Any list with a column of names: from a spreadsheet, from Indico, from a form."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventnet.organising.importing import standing
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import PLAIN, Columns, Meaning, find, fold
from eventnet.organising.importing.listed import Reading
from eventnet.organising.importing.register import Register
from eventnet.organising.importing.sheet import Sheet


def claims(labels: Sequence[str]) -> bool:
    return not find(labels, PLAIN).keys().isdisjoint({Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY})


def read(sheet: Sheet) -> Reading:
    """Everybody whose status does not say otherwise; most plain lists have no status."""
    columns = _columns(sheet.labels)
    register = Register()
    _remark_on_columns(register, columns)
    for row in sheet.rows():
        entry = Entry(row, columns, len(sheet.labels))
        if reason := standing.absence(entry.cell(Meaning.STATUS)):
            register.leave_out(entry, reason)
        else:
            register.enter(entry)
    return register.reading("plain")


def _columns(labels: Sequence[str]) -> Columns:
    """German lists head a family name with `Name` when `Vorname` has its own column."""
    columns = find(labels, PLAIN)
    if Meaning.FAMILY not in columns and Meaning.GIVEN in columns and _is_bare_name(labels, columns):
        columns[Meaning.FAMILY] = columns.pop(Meaning.NAME)
    return columns


def _is_bare_name(labels: Sequence[str], columns: Columns) -> bool:
    return Meaning.NAME in columns and fold(labels[columns[Meaning.NAME]]) == "name"


def _remark_on_columns(register: Register, columns: Columns) -> None:
    if Meaning.EMAIL not in columns:
        words = _("No column with e-mail addresses was found. Nobody on this list can be written to.")
        register.remark(None, "no-email-column", words)
