"""The list while it is being read: what holds for a person of any format."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from msgspec import Struct, field

from eventnet.organising.importing.cells import shortened
from eventnet.organising.importing.entry import Entry
from eventnet.organising.importing.labels import Meaning
from eventnet.organising.importing.listed import LeftOut, Listed, Reading, Remark
from eventnet.organising.importing.roles import role_of

MAX_NAME = 120
MAX_ORGANISATION = 160


class Reason(NamedTuple):
    """Why a row is left out."""

    code: str
    words: str


class Register(Struct):
    people: list[Listed] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rows_by_id: dict[str, int] = field(default_factory=dict)
    rows_by_email: dict[str, int] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)

    def enter(self, entry: Entry, external_id: str | None = None, codes: Sequence[str] = ()) -> None:
        """Take the person over, unless the row has no name or the person is on the list already.

        `codes` are those of other rows that are tickets of the same person.
        """
        email = _email(entry.cell(Meaning.EMAIL))
        if reason := _nameless(entry) or self._seen(external_id, email):
            self.leave_out(entry, reason)
            return
        self._remark_on(entry, external_id, email)
        self.people.append(_listed(entry, external_id, email, self._new_tickets(entry, codes)))
        self._remember(entry.number, external_id, email)

    def leave_out(self, entry: Entry, reason: Reason) -> None:
        name = shortened(entry.name, MAX_NAME)
        self.left_out.append(LeftOut(entry.number, name, reason.code, reason.words))

    def remark(self, row: int | None, code: str, words: str) -> None:
        self.remarks.append(Remark(row, code, words))

    def reading(self, format_: str) -> Reading:
        return Reading(self.people, self.left_out, self.remarks, format_)

    def _seen(self, external_id: str | None, email: str | None) -> Reason | None:
        """A ticket is one person, however many tickets share an address; without tickets the address is."""
        if external_id:
            row = self.rows_by_id.get(external_id)
            return Reason("same-ticket", _("The same ticket as in row %(row)s.", row=row)) if row else None
        row = self.rows_by_email.get(_key(email))
        return Reason("same-email", _("The same e-mail address as in row %(row)s.", row=row)) if row else None

    def _new_tickets(self, entry: Entry, codes: Sequence[str]) -> tuple[str, ...]:
        """A code that two people have is the first one's."""
        said = filter(None, (*map(entry.cell, (Meaning.SECRET, Meaning.PSEUDONYM)), *codes))
        found = tuple(code for code in dict.fromkeys(said) if code not in self.tickets)
        self.tickets.update(found)
        return found

    def _remember(self, row: int, external_id: str | None, email: str | None) -> None:
        if external_id:
            self.rows_by_id[external_id] = row
        if email:
            self.rows_by_email.setdefault(_key(email), row)

    def _remark_on(self, entry: Entry, external_id: str | None, email: str | None) -> None:
        row = entry.number
        if entry.has_strays:
            self.remark(row, "stray-cells", _("The row has more cells than labels. Is it shifted?"))
        if entry.cell(Meaning.EMAIL) and not email:
            self.remark(row, "broken-email", _("The e-mail address does not work and is not taken over."))
        if first := self.rows_by_email.get(_key(email)):
            self.remark(row, "shared-email", _("Row %(row)s has the same e-mail address.", row=first))
        if len(entry.name) > MAX_NAME:
            self.remark(row, "name-shortened", _("The name is too long and is shortened."))
        if len(entry.organisation) > MAX_ORGANISATION:
            self.remark(row, "organisation-shortened", _("The organisation is too long and is shortened."))


def _listed(entry: Entry, external_id: str | None, email: str | None, tickets: tuple[str, ...]) -> Listed:
    name = shortened(entry.name, MAX_NAME)
    organisation = shortened(entry.organisation, MAX_ORGANISATION) or None
    return Listed(entry.number, external_id, name, email, organisation, tickets, role_of(entry.cell(Meaning.ROLE)))


def _nameless(entry: Entry) -> Reason | None:
    return None if entry.name else Reason("no-name", _("The row has no name."))


def _email(cell: str) -> str | None:
    """The address with its domain in small letters; None for what no mail server would take (RFC 5321)."""
    from email_validator import EmailNotValidError, validate_email  # builds large patterns: not before it is needed

    try:
        return validate_email(cell.removeprefix("mailto:"), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def _key(email: str | None) -> str:
    return (email or "").casefold()
