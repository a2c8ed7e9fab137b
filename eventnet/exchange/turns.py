"""What two people do to each other at the same moment happens one after the other."""

from sqlalchemy import Connection, bindparam, select

from eventnet.db import db
from eventnet.people.models import Person

TURN = (
    select(Person.id)
    .where(Person.id.in_(bindparam("ids", expanding=True)))
    .order_by(Person.id)
    .with_for_update(key_share=True)
)


def take_turns(*people: Person) -> None:
    """Wait for whoever else acts for these people, until the commit. On SQLite the whole transaction has the lock.

    NO KEY UPDATE, so that rows that refer to a person can be written meanwhile; in the order of ids, so that nobody
    waits in a circle.
    """
    take_turn(db.session.connection(), *(person.id for person in people))


def take_turn(connection: Connection, *ids: int) -> None:
    if connection.dialect.name != "sqlite":
        connection.execute(TURN, {"ids": ids})
