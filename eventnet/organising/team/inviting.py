"""Inviting somebody into a team by e-mail, and their yes. Whether the address is known, the page never tells."""

from datetime import timedelta

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db, insert_once
from eventnet.events.models import Event, Membership, Organiser
from eventnet.organising.audit import note
from eventnet.organising.team import mail
from eventnet.organising.team.models import MOST_LETTERS, PURPOSE, TeamInvitation
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.rows import Rows

A_DAY = 30


def invite(event: Event, by: Person, email: str, role: str, language: str) -> TeamInvitation:
    """A letter with a link of its own. Nobody is made of the address."""
    organiser = event.organiser
    Rows(Organiser).where(Organiser.id == organiser.id).locked().first()
    if _is_member(organiser, email):
        raise Refused("member", _("%(email)s is in the team already.", email=email))
    if TeamInvitation.of(organiser).where(TeamInvitation.email == email).any():
        raise Refused("invited", _("%(email)s is invited already. The invitation is in the list.", email=email))
    _not_too_many(organiser)
    secret = new_secret()
    invitation = TeamInvitation(
        organiser_id=organiser.id, event=event, email=email, role=role, language=language, by_id=by.id,
        fingerprint=fingerprint(secret, PURPOSE),
    )  # fmt: skip
    db.session.add(invitation)
    db.session.flush()
    mail.team_invitation(invitation, secret, by)
    note(event, by, "team_invited", role=role)
    return invitation


def send_again(invitation: TeamInvitation, by: Person) -> None:
    """The link in the letter before ends. Four letters in all, a day between them."""
    if not invitation.can_be_sent_again:
        raise Refused(
            "enough",
            _("One letter a day, and at most %(number)s. Withdraw it to begin anew.", number=MOST_LETTERS),
        )
    secret = new_secret()
    invitation.fingerprint = fingerprint(secret, PURPOSE)
    invitation.sent_at, invitation.letters = now(), invitation.letters + 1
    mail.team_invitation(invitation, secret, by)
    note(invitation.event, by, "team_invited", role=invitation.role)


def withdraw(invitation: TeamInvitation, by: Person) -> None:
    note(invitation.event, by, "team_invitation_withdrawn", role=invitation.role)
    db.session.delete(invitation)


def accept(invitation: TeamInvitation, person: Person) -> None:
    """By whom it was written to, and nobody else: a link that was passed on opens nothing."""
    if not is_for(invitation, person):
        raise Refused("another-address", _("Sign in with the address that this invitation came to."))
    insert_once(
        Membership, organiser_id=invitation.organiser_id, person_id=person.id, role=invitation.role, since_at=now()
    )
    note(invitation.event, person, "team_joined", [person.id], role=invitation.role)
    db.session.delete(invitation)


def is_for(invitation: TeamInvitation, person: Person) -> bool:
    return person.is_confirmed and person.email == invitation.email


def newcomer(invitation: TeamInvitation, name: str) -> Person:
    """Somebody without a profile says yes: the link in their mailbox shows that the address is theirs."""
    person = Person(name=name, email=invitation.email, language=invitation.language)
    db.session.add(person)
    db.session.flush()
    return person


def _is_member(organiser: Organiser, email: str) -> bool:
    members = Rows(Membership).join(Person, Person.id == Membership.person_id)
    proven = members.where(Person.email == email, Person.email_confirmed_at.is_not(None))
    return proven.where(Membership.organiser_id == organiser.id).any()


def _not_too_many(organiser: Organiser) -> None:
    today = TeamInvitation.of(organiser).where(TeamInvitation.sent_at > now() - timedelta(days=1))
    if today.count() >= A_DAY:
        raise Refused("enough", _("That are many invitations for one day. Please go on tomorrow."))
