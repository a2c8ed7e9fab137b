"""What this part hands over when two rows turn out to be one person."""

from eventnet.db import db
from eventnet.followup.evening.models import Choice, Evening
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


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
    for mine, theirs in (("owner_id", "subject_id"), ("subject_id", "owner_id")):
        known = {getattr(row, theirs): row for row in _rows(mine, keeper)}
        for row in _rows(mine, other):
            twin = known.get(getattr(row, theirs))
            if getattr(row, theirs) == keeper.id or (twin and twin.chosen_at >= row.chosen_at):
                continue
            if twin:
                db.session.delete(twin)
                db.session.flush()
            setattr(row, mine, keeper.id)
            db.session.flush()
        db.session.flush()


def _rows(column: str, person: Person) -> list[Choice]:
    return Rows(Choice).where(getattr(Choice, column) == person.id).all()
