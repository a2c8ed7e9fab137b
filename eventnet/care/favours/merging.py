"""What this room hands over of favours when two rows turn out to be one person."""

from eventnet.care.favours.models import Favour
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.people.pairs import move_all


@absorber
def move_favours(keeper: Person, other: Person) -> None:
    """What the two noted about each other goes with `other`: nobody does themselves a favour."""
    move_all(Favour, "owner_id", "subject_id", keeper, other)
