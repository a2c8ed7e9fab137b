"""Who comes to a meeting: the two who agreed on it, and whom they asked to come along."""

from eventnet.followup.models import Meeting
from eventnet.people.models import Person


def people_of(meeting: Meeting) -> list[Person]:
    """Everybody who comes; the two who agreed on it first."""
    return list(meeting.people)
