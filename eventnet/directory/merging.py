"""What this room hands over when two rows turn out to be one person."""

from sqlalchemy import delete, select

from eventnet.db import db
from eventnet.directory.models import Entry, NoThanks
from eventnet.events.models import Attendee
from eventnet.people.merging import absorber, doubter
from eventnet.people.models import Person
from eventnet.rows import Rows


@doubter
def let_nobody_find(_keeper: Person, other: Person) -> None:
    """Somebody who only typed the address has not let anybody find keeper."""
    theirs = select(Attendee.id).where(Attendee.person_id == other.id)
    db.session.execute(delete(Entry).where(Entry.attendee_id.in_(theirs)))


@absorber
def move_no_thanks(keeper: Person, other: Person) -> None:
    """What either did not want stays unwanted."""
    for mine, theirs in (("person_id", "other_id"), ("other_id", "person_id")):
        known = {getattr(row, theirs) for row in _rows(mine, keeper)} | {keeper.id}
        for row in _rows(mine, other):
            if getattr(row, theirs) not in known:
                setattr(row, mine, keeper.id)
        db.session.flush()


def _rows(column: str, person: Person) -> list[NoThanks]:
    return Rows(NoThanks).where(getattr(NoThanks, column) == person.id).all()
