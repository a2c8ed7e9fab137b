"""What each of the two says. Only two yeses change anything; whoever says no is named to nobody."""

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact
from eventnet.exchange.touching import touch
from eventnet.followup import pacing
from eventnet.followup.introducing import mail
from eventnet.followup.introducing.asking import hold, may_meet
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.people.models import Person
from eventnet.refusals import Refused

HOW = "introduced"


def answer(side: Side, said: str) -> None:
    """yes, no or never; it may be changed until both have said yes, or it closes. Two taps are one answer."""
    introduction = hold(side.introduction)
    if introduction.state == "came_about" and said == "yes":
        return
    if not introduction.is_open:
        raise Refused("closed", _("This is closed. Nothing was changed."))
    _leave_in_peace(side, said)
    side.answer, side.answered_at = said, now()
    db.session.flush()
    if all(each.answer == "yes" for each in introduction.sides) and may_meet(*introduction.people):
        _bring_together(introduction)


def _bring_together(introduction: Introduction) -> None:
    one, other = introduction.people
    introduction.came_about_at = now()
    introduction.close()
    for giver, receiver in ((one, other), (other, one)):
        mail.made(introduction, receiver, _card(introduction, giver, receiver))
        touch(receiver.id, giver.id, HOW)
        touch(introduction.introducer_id, giver.id, HOW)
    mail.came_about(introduction)


def _card(introduction: Introduction, giver: Person, receiver: Person) -> Contact:
    """Who holds the other's card already keeps it as it was given."""
    held = Contact.held_by(receiver).where(Contact.subject_id == giver.id).first()
    return held or sharing.give(giver, receiver, introduction.event, HOW)


def _leave_in_peace(side: Side, said: str) -> None:
    """Never: the introducer asks this person for nothing any more. Another answer takes back what this one said."""
    introducer = side.introduction.introducer
    if said == "never":
        pacing.never_again(introducer, side.person)
    elif side.answer == "never":
        pacing.ask_again(introducer, side.person)
