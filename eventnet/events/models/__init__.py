"""Organiser and its members, Event, Attendee with its tickets, SigningKey."""

from eventnet.events.models.attendee import ROLES, Attendee, Ticket
from eventnet.events.models.event import BADGE_MARGIN, KINDS, Event
from eventnet.events.models.organiser import MEMBER_ROLES, Membership, Organiser
from eventnet.events.models.signing import SigningKey

__all__ = [
    "BADGE_MARGIN",
    "KINDS",
    "MEMBER_ROLES",
    "ROLES",
    "Attendee",
    "Event",
    "Membership",
    "Organiser",
    "SigningKey",
    "Ticket",
]
