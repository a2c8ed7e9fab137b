"""Introductions follow a person whose two rows become one. What would be an introduction to oneself goes."""

from sqlalchemy import or_

from eventnet.db import db
from eventnet.followup.introducing.models import Introduction, Side
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows

ROLES = (Introduction.introducer_id, Introduction.first_id, Introduction.second_id)


@absorber
def move_introductions(keeper: Person, other: Person) -> None:
    theirs = or_(*(column == other.id for column in ROLES))
    for introduction in Rows(Introduction).where(theirs).all():
        ids = [keeper.id if each == other.id else each for each in _ids(introduction)]
        if len(set(ids)) < len(ids):
            db.session.delete(introduction)
            db.session.flush()
            continue
        first, second = sorted(ids[1:])
        _close_if_double(introduction, ids[0], first, second)
        introduction.introducer_id, introduction.first_id, introduction.second_id = ids[0], first, second
        db.session.flush()
    for side in Rows(Side).where(Side.person_id == other.id).all():
        side.person_id = keeper.id
    db.session.flush()


def _ids(introduction: Introduction) -> list[int]:
    return [introduction.introducer_id, introduction.first_id, introduction.second_id]


def _close_if_double(introduction: Introduction, introducer: int, first: int, second: int) -> None:
    """Only one of a pair may be open with one introducer."""
    wanted = (introducer, first, second)
    is_same = [role == wish for role, wish in zip(ROLES, wanted, strict=True)]
    twin = Rows(Introduction).where(*is_same, Introduction.id != introduction.id, Introduction.closed_at.is_(None))
    if twin.any():
        introduction.close()
        db.session.flush()
