"""What is new for somebody: cards that came, and who else holds theirs since then."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct
from sqlalchemy import CTE, Connection, Select, and_, bindparam, literal, or_, select, true, union_all

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.models import CardRequest, Contact
from eventnet.people.models import Device, Person
from eventnet.prepared import PreparedSelect

MOST = 20
MICROSECOND = timedelta(microseconds=1)
SLOW_COMMIT = timedelta(seconds=3)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

contact, request, person, device = (model.__table__ for model in (Contact, CardRequest, Person, Device))


class News(Struct):
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


def news_for(connection: Connection, device: str, since: datetime) -> list[News] | None:
    """The oldest first; at most MOST cards at once, the rest comes with the next question. None: nobody is signed in.

    One statement, asked every few seconds by every phone in the hall: it reads the ends of two indexes.
    """
    rows = _prepared(connection.dialect.name).run(connection, {"device": device, "since": since, "now": now()})
    news: dict[int, News] = {}
    for row in rows:
        if row.other_id is None:
            continue
        item = news.setdefault(row.other_id, News(row.name, row.given_at))
        item.at = max(item.at, row.given_at)
        item.request = row.request or ""
        if row.is_theirs:
            item.contact = row.code
        else:
            item.mine = row.code
    return sorted(news.values(), key=lambda item: item.at) if rows else None


def cursor_of(moment: datetime) -> str:
    return str((moment - EPOCH) // MICROSECOND)


def moment_of(cursor: str) -> datetime | None:
    """None for what is no cursor of ours."""
    return EPOCH + int(cursor) * MICROSECOND if cursor.isascii() and cursor.isdigit() and len(cursor) <= 16 else None


def next_cursor(since: datetime, news: list[News]) -> str:
    """A commit may overtake an older one, so the last moments are told again; the phone knows what it has shown."""
    return cursor_of(max([since, *(min(item.at, now() - SLOW_COMMIT) for item in news)]))


@cache
def _prepared(_dialect: str) -> PreparedSelect:
    """One for each database that this process meets."""
    return PreparedSelect(_fresh(), db.engine.dialect)


def _fresh() -> Select[Any]:
    """At least one row for somebody who is signed in."""
    alive = and_(device.c.fingerprint == bindparam("device"), device.c.ended_at.is_(None))
    me = select(device.c.person_id.label("id")).where(alive).cte("me")
    cards = union_all(
        _cards(me, contact.c.owner_id, contact.c.subject_id, is_theirs=True),
        _cards(me, contact.c.subject_id, contact.c.owner_id, is_theirs=False),
    ).subquery("cards")
    asks = and_(request.c.asker_id == cards.c.other_id, request.c.asked_id == me.c.id, request.c.answered_at.is_(None))
    around = me.outerjoin(cards, true()).outerjoin(person, person.c.id == cards.c.other_id).outerjoin(request, asks)
    told = select(*cards.c, person.c.name, request.c.code.label("request")).select_from(around)
    return told.order_by(cards.c.given_at).limit(MOST)


def _cards(me: CTE, mine: Any, other: Any, is_theirs: bool) -> Select[Any]:
    is_alive = or_(contact.c.until.is_(None), contact.c.until > bindparam("now"))
    return (
        select(other.label("other_id"), contact.c.code, contact.c.given_at, literal(is_theirs).label("is_theirs"))
        .join_from(me, contact, mine == me.c.id)
        .where(contact.c.given_at > bindparam("since"), contact.c.withdrawn_at.is_(None), is_alive)
    )
