"""What is new for somebody: cards that came, and who else holds theirs since then."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import case, or_, select

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import CardRequest, Contact
from eventnet.people.models import Person

MOST = 20
MICROSECOND = timedelta(microseconds=1)
SLOW_COMMIT = timedelta(seconds=3)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class News:
    """About one other person. A code is empty where there is nothing to open, to withdraw or to give back."""

    name: str
    at: datetime
    contact: str = ""  # their card, which I hold
    mine: str = ""  # my card, which they hold
    request: str = ""  # they would like mine

    @property
    def words(self) -> str:
        if self.contact and self.mine:
            return _("You and %(name)s have each other's card.", name=self.name)
        if self.request:
            return _("%(name)s gave you a card and would like yours.", name=self.name)
        return _("%(name)s gave you a card.", name=self.name) if self.contact else has_yours(self.name)


def has_yours(name: str) -> str:
    return _("%(name)s has your card.", name=name)


def news_for(person: Person, since: datetime) -> list[News]:
    """The oldest first; at most MOST cards at once, the rest comes with the next question."""
    news: dict[int, News] = {}
    for owner_id, other_id, name, code, given_at in _cards(person, since):
        item = news.setdefault(other_id, News(name, given_at))
        item.at = max(item.at, given_at)
        if owner_id == person.id:
            item.contact = code
        else:
            item.mine = code
    for asker_id, code in _requests(person, news) if news else ():
        news[asker_id].request = code
    return sorted(news.values(), key=lambda item: item.at)


def cursor_of(moment: datetime) -> str:
    return str((moment - EPOCH) // MICROSECOND)


def moment_of(cursor: str) -> datetime | None:
    """None for what is no cursor of ours."""
    return EPOCH + int(cursor) * MICROSECOND if cursor.isascii() and cursor.isdigit() and len(cursor) <= 16 else None


def next_cursor(since: datetime, news: list[News]) -> str:
    """A commit may overtake an older one, so the last moments are told again; the phone knows what it has shown."""
    return cursor_of(max([since, *(min(item.at, now() - SLOW_COMMIT) for item in news)]))


def _cards(person: Person, since: datetime) -> list[tuple[int, int, str, str, datetime]]:
    other = case((Contact.owner_id == person.id, Contact.subject_id), else_=Contact.owner_id)
    cards = (
        select(Contact.owner_id, Person.id, Person.name, Contact.code, Contact.given_at)
        .join(Person, Person.id == other)
        .where(or_(Contact.owner_id == person.id, Contact.subject_id == person.id))
        .where(Contact.given_at > since, *Contact.alive())
        .order_by(Contact.given_at)
        .limit(MOST)
    )
    return [tuple(row) for row in db.session.execute(cards)]  # type: ignore[misc]


def _requests(person: Person, news: dict[int, News]) -> list[tuple[int, str]]:
    asked = select(CardRequest.asker_id, CardRequest.code).where(
        CardRequest.asked_id == person.id, CardRequest.answered_at.is_(None), CardRequest.asker_id.in_(news)
    )
    return [tuple(row) for row in db.session.execute(asked)]  # type: ignore[misc]
