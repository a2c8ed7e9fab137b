"""What reports hand over when two rows turn out to be one person."""

from sqlalchemy import delete, update

from eventnet.db import db
from eventnet.organising.moderation.models import Report
from eventnet.people.merging import absorber
from eventnet.people.models import Person

_AFTERWARDS = {"synchronize_session": "fetch"}


@absorber
def move_reports(keeper: Person, other: Person) -> None:
    """Nobody has reported themselves."""
    both = (keeper.id, other.id)
    among = Report.reporter_id.in_(both) & Report.subject_id.in_(both)
    db.session.execute(delete(Report).where(among), execution_options=_AFTERWARDS)
    for column in (Report.reporter_id, Report.subject_id, Report.handled_by_id):
        moved = update(Report).where(column == other.id).values({column.key: keeper.id})
        db.session.execute(moved, execution_options=_AFTERWARDS)
