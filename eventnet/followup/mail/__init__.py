"""Letters of the followup room, as a menu."""

from eventnet.followup.mail.answers import declined, later, may_ask_now, other_times
from eventnet.followup.mail.meetings import agreed, cancelled, changed, did_you_meet, thank_you, way_given
from eventnet.followup.mail.requests import expired, reminder, request, request_words, withdrawn

__all__ = [
    "agreed",
    "cancelled",
    "changed",
    "declined",
    "did_you_meet",
    "expired",
    "later",
    "may_ask_now",
    "other_times",
    "reminder",
    "request",
    "request_words",
    "thank_you",
    "way_given",
    "withdrawn",
]
