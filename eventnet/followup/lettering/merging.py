"""What letters do when two rows turn out to be one person. What one wrote to oneself goes."""

from sqlalchemy import update

from eventnet.db import db
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.mail.attachments import Attachment
from eventnet.people.merging import absorber
from eventnet.people.models import Person
from eventnet.rows import Rows


@absorber
def move_letters(keeper: Person, other: Person) -> None:
    pair = (keeper.id, other.id)
    own = Rows(PersonalLetter).where(PersonalLetter.sender_id.in_(pair), PersonalLetter.recipient_id.in_(pair))
    for letter in own.all():
        db.session.delete(letter)
    db.session.flush()
    for column in (PersonalLetter.sender_id, PersonalLetter.recipient_id):
        moved = update(PersonalLetter).where(column == other.id)
        db.session.execute(moved.values({column.key: keeper.id}))
    db.session.execute(update(Attachment).where(Attachment.owner_id == other.id).values(owner_id=keeper.id))
