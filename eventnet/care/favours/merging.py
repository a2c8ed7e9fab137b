"""What this room hands over of favours when two rows turn out to be one person."""

from eventnet.care.favours.models import Favour
from eventnet.db import db
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_favours(keeper: Person, other: Person) -> None:
    """What the two noted about each other goes with `other`: nobody does themselves a favour."""
    for favour in Rows(Favour).where(Favour.owner_id == other.id, Favour.subject_id != keeper.id).all():
        favour.owner_id = keeper.id
    for favour in Rows(Favour).where(Favour.subject_id == other.id, Favour.owner_id != keeper.id).all():
        favour.subject_id = keeper.id
    db.session.flush()
