"""What the tests of staying in touch share: Ada holds the cards of people, with a rhythm or without."""

from datetime import UTC, datetime

from eventnet.care import rhythm
from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.models import Contact
from eventnet.people.models import Person
from tests.cast import NOW, Cast

SUNDAY = datetime(2027, 1, 10, 19, 30, tzinfo=UTC)  # half past eight in Leipzig, six weeks after the career day


def know(cast: Cast, person: Person, every: str = "", fields: tuple[str, ...] = ("email",)) -> Contact:
    """Ada holds this person's card since the career day, with these fields on it."""
    person.shared, person.card_life_days = list(fields), 0
    contact = sharing.give(person, cast.ada, cast.event, "live")
    contact.given_at = NOW
    if every:
        rhythm.choose(cast.ada, person.id, every)
    db.session.commit()
    return contact
