"""What rhythms become when two rows turn out to be one person: of two, the one that was set last stays."""

from eventnet.care.rhythm.models import Rhythm
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.people.pairs import move_latest


@absorber
def move_rhythms(keeper: Person, other: Person) -> None:
    move_latest(Rhythm, "owner_id", "subject_id", keeper, other, lambda rhythm: rhythm.set_at)
