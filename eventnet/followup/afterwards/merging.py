"""When two rows turn out to be one person, of two days for the same person the earlier one stays."""

from eventnet.db import db
from eventnet.followup.afterwards.models import Again
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_days(keeper: Person, other: Person) -> None:
    for again in Rows(Again).where((Again.owner_id == other.id) | (Again.subject_id == other.id)).all():
        owner = keeper.id if again.owner_id == other.id else again.owner_id
        subject = keeper.id if again.subject_id == other.id else again.subject_id
        kept = Rows(Again).where(Again.owner_id == owner, Again.subject_id == subject).first()
        if kept:
            kept.due_on = min(kept.due_on, again.due_on)
        if kept or owner == subject:
            db.session.delete(again)
        else:
            again.owner_id, again.subject_id = owner, subject
        db.session.flush()
