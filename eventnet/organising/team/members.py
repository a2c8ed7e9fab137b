"""Roles of members, and their leaving. There is always an owner, also when two let each other go at once."""

from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.models import Event, Membership, Organiser
from eventnet.organising.audit import note
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows


def membership(event: Event, person: Person) -> Membership | None:
    return Rows(Membership).where(*_is_of(event), Membership.person_id == person.id).first()


def member_or_404(event: Event, code: str) -> Membership:
    """A member of the team of this event, by the code of the person."""
    members = Rows(Membership).join(Person, Person.id == Membership.person_id)
    found = members.where(*_is_of(event), Person.code == code).first()
    if found is None:
        raise NotFound
    return found


def change_role(event: Event, by: Person, member: Membership, role: str) -> None:
    _one_at_a_time(event, member)
    if member.role == role:
        return
    _not_the_last_owner(event, member)
    member.role = role
    note(event, by, "team_role_changed", [member.person_id], role=role)


def remove(event: Event, by: Person, member: Membership) -> None:
    """From the next request on nothing of the organiser is there for them."""
    _one_at_a_time(event, member)
    _not_the_last_owner(event, member)
    is_own = by.id == member.person_id
    note(event, by, "team_left" if is_own else "team_removed", [member.person_id])
    db.session.delete(member)


def _one_at_a_time(event: Event, member: Membership) -> None:
    """What was read before may have changed while somebody else had the lock."""
    Rows(Organiser).where(Organiser.id == event.organiser_id).locked().first()
    db.session.expire(member)
    if not Rows(Membership).where(Membership.id == member.id).any():
        raise Refused("gone", _("Somebody else was faster. Please look again."))


def _not_the_last_owner(event: Event, member: Membership) -> None:
    if member.role != "owner":
        return
    others = Rows(Membership).where(*_is_of(event), Membership.role == "owner", Membership.id != member.id)
    if not others.any():
        raise Refused("last-owner", _("A team needs an owner. Make somebody else an owner first."))


def _is_of(event: Event) -> tuple[object, ...]:
    return (Membership.organiser_id == event.organiser_id,)
