"""The list of an event as a file that Excel, LibreOffice and our own importer read: text cells, never a formula.

What an organiser may take along is what their list says, and who is here. Whoever joined by themselves is named,
without the address of their profile, and is left out when the file is imported again: they brought themselves.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from flask_babel import gettext as _
from sqlalchemy import Select, select

from eventnet.db import db
from eventnet.events.models import Attendee, Event, Question
from eventnet.events.questions import answers_of, written
from eventnet.events.words import ROLE_WORDS
from eventnet.people.models import Person
from eventnet.web.filters import when

AT_ONCE = 1000  # people whose answers are in memory
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # XML takes none of them

_COLUMNS: Sequence[Any] = (
    Attendee.id,
    Attendee.listed_name,
    Attendee.listed_email,
    Attendee.listed_organisation,
    Person.name,
    Person.organisation,
    Attendee.role,
    Attendee.claimed_at,
    Attendee.arrived_at,
)


class Whom(Protocol):
    """People of one event, by the ids of their places."""

    @property
    def event(self) -> Event: ...
    @property
    def ids(self) -> Select[Any]: ...


def as_csv(whom: Whom) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_table(whom))
    return text.getvalue().encode("utf-8-sig")


def as_workbook(whom: Whom) -> bytes:
    """One sheet, every cell a text, whatever it looks like."""
    from openpyxl import Workbook  # takes a tenth of a second: not before somebody wants one
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("People"))
    for row in _table(whom):
        cells = [WriteOnlyCell(sheet, value=text) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def guarded(text: str) -> str:
    """What begins like a formula gets the mark that spreadsheets hide and our importer takes away."""
    text = _UNSEEN.sub(" ", text) if not text.startswith(FORMULA) else text[0] + _UNSEEN.sub(" ", text[1:])
    return f"'{text}" if text.startswith(FORMULA) else text


def _table(whom: Whom) -> Iterator[list[str]]:
    asked = [question for question in whom.event.asks if question.in_export]
    head = [_("Name"), _("E-mail"), _("Organisation"), "Status", _("Role"), _("Arrived")]  # the importer looks for it
    yield [*head, *(guarded(question.words) for question in asked)]
    for row in _rows(whom, asked):
        yield [guarded(cell) for cell in row]


def _rows(whom: Whom, asked: Sequence[Question]) -> Iterable[list[str]]:
    """As they came, so that of two people with one address each meets their own place again."""
    wanted = select(*_COLUMNS).join(Person, Person.id == Attendee.person_id)
    wanted = wanted.where(Attendee.id.in_(whom.ids.order_by(None))).order_by(Attendee.id)
    for rows in db.session.execute(wanted).partitions(AT_ONCE):
        said = answers_of([row.id for row in rows], "in_export") if asked else {}
        for row in rows:
            answers = {each.question.id: written(each) for each in said.get(row.id, ())}
            yield [*_row(row, whom.event.zone), *(answers.get(question.id, "") for question in asked)]


def _row(row: Any, zone: str) -> list[str]:
    _id, listed, email, listed_at, name, at, role, claimed_at, arrived_at = row
    status = _("joined by themselves") if listed is None else _("joined") if claimed_at else _("on the list")
    arrived = when(arrived_at, zone, place=False) if arrived_at else ""
    organisation = at if listed is None else listed_at or ""
    return [listed or name, email or "", organisation, status, str(ROLE_WORDS[role]), arrived]
