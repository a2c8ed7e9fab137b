"""What the worker does for this part: sees where it is evening, and writes between one letter and the next."""

from eventnet.db import db, reading
from eventnet.followup.evening import writing
from eventnet.mail.worker import between_letters, every_minute


@every_minute
def see_where_it_is_evening() -> None:
    writing.begin_rounds()


@between_letters
def write_evenings() -> bool:
    with reading():
        batch = writing.next_batch()
        db.session.rollback()
    if batch is None:
        return False
    writing.queue(batch)
    db.session.commit()
    return True
