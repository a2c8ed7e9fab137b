"""Times answered with times: how often each of the two may, and what is left when nobody finds one."""

from eventnet.followup.models import MeetingRequest
from eventnet.followup.rounds.models import MOST, Round
from eventnet.people.models import Person

__all__ = ["MOST", "Round", "left"]


def left(request: MeetingRequest, person: Person) -> int:
    return MOST - Round.of(request, person).count()
