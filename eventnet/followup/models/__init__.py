"""MeetingRequest with Slots and AnswerLinks; Meeting with Outcomes and ThankYous; Rest, QuietTime, CalendarFeed."""

from eventnet.followup.models.feeds import CalendarFeed
from eventnet.followup.models.guests import Guest, GuestLink
from eventnet.followup.models.links import AnswerLink
from eventnet.followup.models.meetings import Meeting, Outcome, ThankYou
from eventnet.followup.models.pace import QuietTime, Rest
from eventnet.followup.models.requests import LIFE, MeetingRequest, Slot

__all__ = [
    "LIFE",
    "AnswerLink",
    "CalendarFeed",
    "Guest",
    "GuestLink",
    "Meeting",
    "MeetingRequest",
    "Outcome",
    "QuietTime",
    "Rest",
    "Slot",
    "ThankYou",
]
