"""What was wished follows two rows that turn out to be one person."""

from eventnet.db import db
from eventnet.followup.wishes.models import Wishes
from eventnet.people.merging import absorber
from eventnet.people.models import Person


@absorber
def move_wishes(keeper: Person, other: Person) -> None:
    """Who has said nothing as one of them keeps what was said as the other."""
    said = db.session.get(Wishes, other.id)
    if said and not db.session.get(Wishes, keeper.id):
        said.person_id = keeper.id
