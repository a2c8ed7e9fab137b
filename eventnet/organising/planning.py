"""What an attendee list would change. Nothing is written; the same plan has the same fingerprint."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.codes import fingerprint
from eventnet.events.models import BlockedAddress, Event
from eventnet.exchange.tickets import fingerprints
from eventnet.organising.importing import LeftOut, Listed, Reading, Remark
from eventnet.organising.matching import Absent, Place, Places


class Difference(Struct, frozen=True):
    """One column of a place: what it said, what the new list says."""

    column: str  # name, email, organisation, role, external_id, or tickets, of which nothing is told
    old: str | None
    new: str | None


class Change(Struct, frozen=True):
    listed: Listed
    place: Place
    differences: tuple[Difference, ...]


class Plan(Struct, frozen=True, dict=True):
    event: Event
    format: str
    new: Sequence[Listed]
    changed: Sequence[Change]
    unchanged: Sequence[Listed]
    left_out: Sequence[LeftOut]
    warnings: Sequence[Remark]
    removed: Sequence[Listed] = ()  # taken off the list here: a file does not bring them back

    @cached_property
    def fingerprint(self) -> str:
        """Two plans that would write the same have the same one."""
        changes = [(change.place.attendee_id, change.differences) for change in self.changed]
        return fingerprint(repr((self.event.id, self.new, changes)), "import plan")

    @property
    def changes_nothing(self) -> bool:
        return not self.new and not self.changed


def plan(event: Event, reading: Reading) -> Plan:
    places, absent = Places.at(event), Absent.from_(event)
    blocked = BlockedAddress.among(event, {each.email for each in reading.people if each.email})
    left_out = list(reading.left_out)
    new: list[Listed] = []
    removed: list[Listed] = []
    changed: list[Change] = []
    unchanged: list[Listed] = []
    for listed in map(_tidy, reading.people):
        place = places.find(listed)
        differences = differing(event, place, listed) if place else ()
        if place is None and (gone := absent.find(listed)):
            (removed if gone.is_removed else unchanged).append(listed)
        elif place is None and listed.email in blocked:
            left_out.append(LeftOut(listed.row, listed.name, "blocked", _("this address is blocked at this event")))
        elif place is None:
            new.append(listed)
        elif differences:
            changed.append(Change(listed, place, differences))
        else:
            unchanged.append(listed)
    return Plan(event, reading.format, new, changed, unchanged, left_out, reading.warnings, removed)


def _tidy(listed: Listed) -> Listed:
    return replace(listed, email=listed.email.lower()) if listed.email else listed


def differing(event: Event, place: Place, listed: Listed) -> tuple[Difference, ...]:
    """A plain list says nothing of tickets, so it takes none away."""
    codes = fingerprints(event.id, listed.tickets)
    pairs = [
        ("name", place.name, listed.name),
        ("email", place.email, listed.email),
        ("organisation", place.organisation, listed.organisation),
        ("external_id", place.external_id, listed.external_id or place.external_id),
        ("role", place.role, listed.role or place.role),
    ]
    if codes and codes != place.tickets and not (place.is_merged and codes < place.tickets):
        pairs.append(("tickets", "changed" if place.tickets else None, "new"))
    return tuple(Difference(column, old, new) for column, old, new in pairs if old != new)
