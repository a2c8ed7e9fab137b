"""Times answered with times: how often each of the two may, and what they wrote with it."""

from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup.models import MeetingRequest
from eventnet.followup.rounds.models import MOST, Round
from eventnet.people.models import Person
from eventnet.refusals import Refused

__all__ = ["MOST", "Round", "begin", "last_words", "left"]


def left(request: MeetingRequest, person: Person) -> int:
    """How often this person may still name other times."""
    return MOST - Round.of(request, person).count()


def begin(request: MeetingRequest, by: Person, note: str) -> None:
    """The request is held by the caller."""
    number = MOST - left(request, by) + 1
    if number > MOST:
        raise Refused("rounds", _("You have named times three times. A short call is often easier, or a later day."))
    db.session.add(Round(request_id=request.id, by_id=by.id, number=number, note=note))
    db.session.flush()


def last_words(request: MeetingRequest, by: Person) -> str:
    """What they wrote with their last times."""
    rounds = Round.of(request, by).all()
    return rounds[-1].note if rounds else ""
