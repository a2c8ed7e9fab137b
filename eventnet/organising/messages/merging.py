"""What messages hand over when two rows turn out to be one person: whoever had the letter under either has had it."""

from sqlalchemy import delete, select, update

from eventnet.db import db
from eventnet.organising.messages.models import AGAIN, Message, Recipient
from eventnet.people.merging import absorber
from eventnet.people.models import Person


@absorber
def move_messages(keeper: Person, other: Person) -> None:
    theirs, mine = (_written(person) for person in (other, keeper))
    twice = delete(Recipient).where(Recipient.person_id == keeper.id, Recipient.message_id.in_(theirs - mine))
    rest = delete(Recipient).where(
        Recipient.person_id == other.id,
        Recipient.message_id.in_(select(Recipient.message_id).where(Recipient.person_id == keeper.id)),
    )
    moved = update(Recipient).where(Recipient.person_id == other.id).values(person_id=keeper.id)
    written = update(Message).where(Message.by_id == other.id).values(by_id=keeper.id)
    for statement in (twice, rest, moved, written):
        db.session.execute(statement, execution_options={"synchronize_session": "fetch"})


def _written(person: Person) -> set[int]:
    had = select(Recipient.message_id).where(Recipient.person_id == person.id, Recipient.written_at.is_not(None))
    return set(db.session.scalars(had.where(Recipient.left_out.is_distinct_from(AGAIN))))
