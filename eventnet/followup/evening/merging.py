"""What this part hands over when two rows turn out to be one person."""

from eventnet.db import db
from eventnet.followup.evening.models import Choice, Evening
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.people.pairs import move_latest


@absorber
def move_evenings(keeper: Person, other: Person) -> None:
    """One a day of an event: what keeper has stays, the other one goes with `other`."""
    known = {(evening.event_id, evening.on) for evening in Evening.of(keeper)}
    for evening in Evening.of(other):
        if (evening.event_id, evening.on) not in known:
            evening.person = keeper
    db.session.flush()


@absorber
def move_choices(keeper: Person, other: Person) -> None:
    """Of two about the same person the later one counts. Between the two themselves they go with `other`."""
    move_latest(Choice, "owner_id", "subject_id", keeper, other, lambda choice: choice.chosen_at)
