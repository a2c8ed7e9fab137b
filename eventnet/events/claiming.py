"""Claiming a place on the list by the personal link in the invitation."""

from flask_babel import gettext as _

from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.events.joining import attendance
from eventnet.events.models import BADGE_MARGIN, Attendee, BlockedAddress, Event
from eventnet.people import signin
from eventnet.people.models import Device
from eventnet.people.signin import Entry
from eventnet.refusals import Refused
from eventnet.rows import Rows


def new_invitation(attendee: Attendee) -> str:
    """The token of a personal link; an older link of the same attendee ends."""
    token = new_secret()
    attendee.invitation = fingerprint(token, "invitation")
    attendee.invited_at = now()
    return token


def invited(token: str) -> Attendee | None:
    return _unless_blocked(_holding(token).first())


def claim(token: str, label: str, language: str, here: Device | None = None) -> tuple[Attendee, Entry]:
    """The link went to one mailbox, so it confirms the address too; it works once."""
    place = _unless_blocked(_holding(token).locked().first())
    if place is None:
        raise Refused("invitation-used", _("This invitation was used already. Sign in with the address it came to."))
    event, place.invitation = place.event, None
    if not place.person.is_confirmed:
        place.person.language = language
    db.session.flush()
    entry = signin.take_in_invited(place.person, label, here)
    attendee = attendance(event, entry.device.person)
    assert attendee is not None, "merging people keeps their places"
    attendee.come_in()
    return attendee, entry


def _unless_blocked(place: Attendee | None) -> Attendee | None:
    return None if place and BlockedAddress.has(place.event, place.listed_email) else place


def _holding(token: str) -> Rows[Attendee]:
    """As long as somebody new could join, too."""
    held = Rows(Attendee).where(Attendee.invitation == fingerprint(token, "invitation"))
    return held.join(Event, Event.id == Attendee.event_id).where(Event.ends_at >= now() - BADGE_MARGIN)
