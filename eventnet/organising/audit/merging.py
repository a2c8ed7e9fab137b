"""What the audit list hands over when two rows turn out to be one person."""

from sqlalchemy import delete, select, update

from eventnet.db import db
from eventnet.organising.audit.models import AuditAct, AuditLine
from eventnet.people.merging import absorber
from eventnet.people.models import Person

_AFTERWARDS = {"synchronize_session": "fetch"}


@absorber
def move_lines(keeper: Person, other: Person) -> None:
    """What was about both is about one."""
    known = select(AuditLine.act_id).where(AuditLine.person_id == keeper.id)
    twice = delete(AuditLine).where(AuditLine.person_id == other.id, AuditLine.act_id.in_(known))
    moved = update(AuditLine).where(AuditLine.person_id == other.id).values(person_id=keeper.id)
    done = update(AuditAct).where(AuditAct.by_id == other.id).values(by_id=keeper.id)
    for statement in (twice, moved, done):
        db.session.execute(statement, execution_options=_AFTERWARDS)
