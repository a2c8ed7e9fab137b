"""What calendars said follows a person whose two rows become one; of two hints the later one stays."""

from eventnet.db import db
from eventnet.followup.hinting.models import CalendarHint
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_hints(keeper: Person, other: Person) -> None:
    for hint in Rows(CalendarHint).where(CalendarHint.person_id == other.id).all():
        same = Rows(CalendarHint).where(CalendarHint.meeting_id == hint.meeting_id, CalendarHint.person_id == keeper.id)
        twin = same.first()
        if twin and twin.stamped_at >= hint.stamped_at:
            db.session.delete(hint)
            continue
        if twin:
            db.session.delete(twin)
            db.session.flush()
        hint.person_id = keeper.id
