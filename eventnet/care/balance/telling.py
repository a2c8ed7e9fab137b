"""What the coach learns from here while somebody writes a letter that asks."""

from datetime import datetime

from eventnet.care.balance.facts import facts_of
from eventnet.followup.coaching.memory import gives
from eventnet.people.models import Person


@gives
def last_gift(sender: Person, person_id: int) -> datetime | None:
    deed = facts_of(sender, person_id).last_given
    return deed.at if deed else None
