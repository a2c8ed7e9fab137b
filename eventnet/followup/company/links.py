"""A guest's own address in each letter: a fresh secret, kept as a fingerprint only."""

from datetime import timedelta

from eventnet.addresses import address_of
from eventnet.clock import now
from eventnet.codes import fingerprint, new_secret
from eventnet.db import db
from eventnet.followup.models import Guest, GuestLink
from eventnet.rows import Rows

PURPOSE = "guest link"
LIFE = timedelta(days=30)  # after the meeting


def issue(guest: Guest) -> str:
    secret = new_secret()
    db.session.add(GuestLink(guest=guest, fingerprint=fingerprint(secret, PURPOSE)))
    return address_of("followup.open_guest", token=secret)


def find(secret: str) -> Guest | None:
    """Unknown and ended look the same from outside."""
    link = Rows(GuestLink).where(GuestLink.fingerprint == fingerprint(secret, PURPOSE)).first()
    return link.guest if link and now() < link.guest.meeting.ends_at + LIFE else None
