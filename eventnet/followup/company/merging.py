"""Guests follow a person whose two rows become one; nobody comes twice, or as a guest of themselves."""

from eventnet.db import db
from eventnet.followup.models import Guest
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_guests(keeper: Person, other: Person) -> None:
    pair = (keeper.id, other.id)
    for guest in Rows(Guest).where(Guest.person_id.in_(pair) | Guest.brought_by_id.in_(pair)).all():
        person = keeper.id if guest.person_id == other.id else guest.person_id
        host = keeper.id if guest.brought_by_id == other.id else guest.brought_by_id
        the_two = {keeper.id if each.id == other.id else each.id for each in guest.meeting.people}
        is_double = Rows(Guest).where(
            Guest.meeting_id == guest.meeting_id, Guest.person_id == person, Guest.id != guest.id
        )
        if is_double.any() or person in {host} or (host and person in the_two):
            db.session.delete(guest)
        else:
            guest.person_id, guest.brought_by_id = person, host
        db.session.flush()
