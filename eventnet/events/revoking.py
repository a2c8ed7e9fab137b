"""What a lost phone knew of this room: the keys by which it makes live codes, also without a network."""

from eventnet.events.models import Attendee
from eventnet.people.models import Person
from eventnet.people.revoking import renewer
from eventnet.rows import Rows


@renewer
def renew_live_keys(person: Person) -> None:
    """Old codes count as the badge in them, which only asks. The person's other phones get the new keys at their next
    sync, and what is printed goes on working."""
    for attendee in Rows(Attendee).where(Attendee.person_id == person.id):
        attendee.renew_live_key()
