"""The letter that invites into a team."""

from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.codes import fingerprint
from eventnet.mail.addressees import Stranger
from eventnet.mail.outbox import Words, post
from eventnet.organising.team.models import TeamInvitation
from eventnet.organising.team.words import MAY
from eventnet.people.models import Person
from eventnet.web.filters import day
from eventnet.web.languages import speaking


def team_invitation(invitation: TeamInvitation, secret: str, by: Person) -> None:
    """In the language of whom it goes to, if that is known; else in the one that was chosen."""
    event, to = invitation.event, Person.confirmed(invitation.email).first()
    language = to.language if to else invitation.language
    with speaking(language):
        words = Words(
            subject=_("%(name)s invites you into the team of %(organiser)s", name=by.name, organiser=_team(invitation)),
            paragraphs=[
                _(
                    "You are asked to work on %(event)s and the other events of %(organiser)s.",
                    event=event.name,
                    organiser=_team(invitation),
                )
            ],
            facts=[(_("Role"), invitation.role_words), (_("You may"), str(MAY[invitation.role]))],
            actions=[(_("Look at the invitation"), address_of("organising.team_invitation", secret=secret))],
            small=_(
                "The link is for you alone and good until %(day)s. You know nothing of this? Then ignore this mail: "
                "nothing was stored about you but this address.",
                day=day(invitation.ends_at, event.zone),
            ),
        )
        post(
            "team_invitation",
            to or Stranger(invitation.email, language),
            f"team {fingerprint(secret, 'team letter')}",
            words,
            by=by,
        )


def _team(invitation: TeamInvitation) -> str:
    return invitation.event.organiser.name
