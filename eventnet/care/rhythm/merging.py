"""What rhythms become when two rows turn out to be one person: of two, the one that was set last stays."""

from eventnet.care.rhythm.models import Rhythm
from eventnet.db import db
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_rhythms(keeper: Person, other: Person) -> None:
    for mine, theirs in (("owner_id", "subject_id"), ("subject_id", "owner_id")):
        known = {getattr(row, theirs): row for row in _rows(mine, keeper)}
        for row in _rows(mine, other):
            twin = known.get(getattr(row, theirs))
            if getattr(row, theirs) == keeper.id or (twin and twin.set_at >= row.set_at):
                continue  # it goes with `other`
            if twin:
                db.session.delete(twin)
                db.session.flush()
            setattr(row, mine, keeper.id)
        db.session.flush()


def _rows(column: str, person: Person) -> list[Rhythm]:
    return Rows(Rhythm).where(getattr(Rhythm, column) == person.id).all()
