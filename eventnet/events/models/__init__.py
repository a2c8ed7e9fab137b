"""Organiser and its members, Event and what it asks, Attendee with its tickets and answers, Removal, SigningKey."""

from eventnet.events.models.attendee import ROLES, Attendee, Ticket
from eventnet.events.models.blocked import BlockedAddress
from eventnet.events.models.event import BADGE_MARGIN, KINDS, Event
from eventnet.events.models.organiser import MEMBER_ROLES, Membership, Organiser
from eventnet.events.models.questions import QUESTION_KINDS, Answer, Question
from eventnet.events.models.removal import FormerEntry, Removal
from eventnet.events.models.series import Edition, NextTime
from eventnet.events.models.signing import SigningKey

__all__ = [
    "BADGE_MARGIN",
    "KINDS",
    "MEMBER_ROLES",
    "QUESTION_KINDS",
    "ROLES",
    "Answer",
    "Attendee",
    "BlockedAddress",
    "Edition",
    "Event",
    "FormerEntry",
    "Membership",
    "NextTime",
    "Organiser",
    "Question",
    "Removal",
    "SigningKey",
    "Ticket",
]
