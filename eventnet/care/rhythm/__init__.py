"""How often to be in touch with whom: set by hand, begun anew by each real contact, put off with one tap."""

from datetime import date, timedelta

from eventnet.care.rhythm.models import CHOICES, MONTHS, Rhythm
from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.people.models import Person

LATER = timedelta(days=28)

__all__ = ["CHOICES", "LATER", "MONTHS", "Rhythm", "choose", "find", "forget", "put_off"]


def find(owner: Person, subject_id: int) -> Rhythm | None:
    return Rhythm.of(owner).where(Rhythm.subject_id == subject_id).first()


def choose(owner: Person, subject_id: int, every: str) -> Rhythm:
    insert_once(Rhythm, owner_id=owner.id, subject_id=subject_id, every=every)
    found = Rhythm.of(owner).where(Rhythm.subject_id == subject_id).locked().first()
    assert found is not None
    found.every, found.set_at, found.later_on = every, now(), None
    return found


def forget(owner: Person, subject_id: int) -> None:
    """No word about it any more; what was suggested may be suggested again."""
    found = find(owner, subject_id)
    if found:
        db.session.delete(found)


def put_off(rhythm: Rhythm, today: date) -> None:
    """Not now: the rhythm stays, and asks again in four weeks."""
    rhythm.later_on = today + LATER
