"""Two entries of one person become one: nothing that is printed, scanned or said is lost.

Who has joined stays; what they say about themselves does, too. The office chooses what the list says. The badge of the
other entry goes on saying who this is, and a list that names that entry again changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import select, update

from eventnet.db import db
from eventnet.events.models import Answer, Attendee, Event, FormerEntry, Ticket
from eventnet.exchange.models import Scan
from eventnet.organising.audit import note
from eventnet.organising.badges.models import BadgePrint
from eventnet.people.merging import absorb
from eventnet.people.models import Device, Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

FIELDS = ("name", "email", "organisation", "role")


class Twins(Struct, frozen=True, dict=True):
    """Two entries of one event."""

    one: Attendee
    other: Attendee

    @cached_property
    def kept(self) -> Attendee:
        return min(self.one, self.other, key=self._rank)

    @property
    def gone(self) -> Attendee:
        return self.other if self.kept is self.one else self.one

    @cached_property
    def printed(self) -> frozenset[int]:
        """Whose badge is on paper, by id."""
        ids = (self.one.id, self.other.id)
        rows = select(BadgePrint.attendee_id).join(Attendee, Attendee.badge == BadgePrint.badge)
        return frozenset(db.session.scalars(rows.where(BadgePrint.attendee_id.in_(ids))))

    @property
    def problem(self) -> str:
        """Why they cannot become one; empty if they can."""
        if self.kept.is_claimed and self.gone.is_claimed:
            return _(
                "Both have joined with a phone of their own. Only they themselves can say that they are one person."
            )
        if self.kept.person.is_confirmed and self.gone.person.is_confirmed:
            return _("Both belong to people who have confirmed their address. They stay two.")
        return ""

    def value(self, attendee: Attendee, field: str) -> str:
        person = attendee.person
        return {
            "name": attendee.listed_name or person.name,
            "email": attendee.listed_email or "",
            "organisation": attendee.listed_organisation or person.organisation,
            "role": attendee.role,
        }[field]

    def differ(self, field: str) -> bool:
        return self.value(self.kept, field) != self.value(self.gone, field)

    def proposed(self, field: str) -> str:
        """The code of the entry whose value is chosen at first: what stays, unless it is empty."""
        return self.kept.code if self.value(self.kept, field) or not self.value(self.gone, field) else self.gone.code

    def _rank(self, attendee: Attendee) -> tuple[bool, bool, bool, int]:
        is_printed = attendee.id in self.printed
        return (not attendee.is_claimed, not attendee.person.is_confirmed, not is_printed, attendee.id)


def twins(event: Event, code: str, other: str, to_merge: bool = False) -> Twins | None:
    rows = Attendee.at(event).where(Attendee.code.in_((code, other)))
    found = {each.code: each for each in (rows.locked() if to_merge else rows)}
    return Twins(found[code], found[other]) if len(found) == 2 else None


def merge(event: Event, twins: Twins, chosen: Mapping[str, str], by: Person) -> Attendee:
    """`chosen` names, by field, the code of the entry whose value stays."""
    if twins.problem:
        raise Refused("two-people", twins.problem)
    kept, gone = twins.kept, twins.gone
    values = {field: twins.value(gone if chosen.get(field) == gone.code else kept, field) for field in FIELDS}
    invitation = _invitation(kept, gone, values["email"])
    external_id = kept.external_id or gone.external_id
    _move(kept, gone)
    db.session.delete(gone)
    db.session.flush()
    kept.invitation, kept.invited_at = invitation
    kept.external_id, kept.role = external_id, values["role"]
    if gone.paused_at:
        kept.pause()
    _say(kept, values)
    db.session.flush()
    if _is_nobody(gone.person):
        absorb(kept.person, gone.person)
    note(event, by, "merged", [kept.person_id])
    return kept


def _say(kept: Attendee, values: Mapping[str, str]) -> None:
    kept.listed_name, kept.listed_email = values["name"], values["email"] or None
    kept.listed_organisation = values["organisation"] or None
    if not kept.is_claimed and not kept.person.is_confirmed:
        kept.person.name, kept.person.email = values["name"], values["email"] or None
        kept.person.organisation = values["organisation"]


def _invitation(kept: Attendee, gone: Attendee, email: str) -> tuple[str | None, datetime | None]:
    """A link that went to another mailbox opens nothing any more."""
    for each in (kept, gone):
        if each.invitation and each.listed_email == email:
            return each.invitation, each.invited_at
    return None, kept.invited_at if kept.is_claimed else None


def _move(kept: Attendee, gone: Attendee) -> None:
    if gone.badge_revoked_at is None:
        db.session.add(_former(kept, gone))
    answered = select(Answer.question_id).where(Answer.attendee_id == kept.id)
    moves = (
        update(Ticket).where(Ticket.attendee_id == gone.id),
        update(FormerEntry).where(FormerEntry.attendee_id == gone.id),
        update(Scan).where(Scan.attendee_id == gone.id),
        update(Answer).where(Answer.attendee_id == gone.id, Answer.question_id.not_in(answered)),
    )
    for move in moves:
        db.session.execute(move.values(attendee_id=kept.id).execution_options(synchronize_session=False))
    if gone.arrived_at and (kept.arrived_at is None or gone.arrived_at < kept.arrived_at):
        kept.arrived_at, kept.arrived_by_id = gone.arrived_at, gone.arrived_by_id
    db.session.flush()


def _former(kept: Attendee, gone: Attendee) -> FormerEntry:
    return FormerEntry(
        attendee_id=kept.id,
        badge=gone.badge,
        handle=gone.handle,
        external_id=gone.external_id,
        listed_name=gone.listed_name,
        listed_email=gone.listed_email,
        listed_organisation=gone.listed_organisation,
    )


def _is_nobody(person: Person) -> bool:
    """Known from the list alone: no address proven, no phone, no other place."""
    elsewhere = Rows(Attendee).where(Attendee.person_id == person.id).any()
    return not person.is_confirmed and not elsewhere and not Rows(Device).where(Device.person_id == person.id).any()
