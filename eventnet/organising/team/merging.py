"""What the team hands over when two rows turn out to be one person."""

from sqlalchemy import update

from eventnet.db import db
from eventnet.organising.team.models import TeamInvitation
from eventnet.people.merging import absorber
from eventnet.people.models import Person


@absorber
def move_invitations(keeper: Person, other: Person) -> None:
    """Whom they invited."""
    invited = update(TeamInvitation).where(TeamInvitation.by_id == other.id).values(by_id=keeper.id)
    db.session.execute(invited, execution_options={"synchronize_session": "fetch"})
