"""All sources together. The number of queries is that of the sources, however much has happened."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, and_, false, or_, true
from sqlalchemy.orm import aliased

from eventnet.care.history.moments import Key, Moment, Pair, Source, Told, sources
from eventnet.db import db
from eventnet.exchange.models import Contact
from eventnet.folding import spellings, wanted
from eventnet.people.models import Person

PAGE = 30
MOST = 5000  # rows of each source that a search reads
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


class Page(Struct, frozen=True):
    """`after` is the place at which the next page begins; empty on the last one."""

    moments: list[Moment]
    after: str


def page_of(contact: Contact, words: str = "", after: str = "") -> Page:
    """What the holder of this card remembers of its giver, the latest first."""
    pair = Pair(contact.owner_id, contact.subject_id)
    limit = MOST if words else PAGE + 1
    found = [moment for moment in _moments(pair, _read(after), limit) if fits(moment, words)]
    more = len(found) > PAGE
    return Page(found[:PAGE], written(found[PAGE - 1].key) if more else "")


def everything(owner: Person) -> list[Moment]:
    """With everybody, for the owner to take along."""
    return _moments(Pair(owner.id))


def fits(moment: Moment, query: str) -> bool:
    """In Python, because databases disagree about letters beyond ASCII."""
    text = " ".join(spellings(f"{moment.title} {moment.text}"))
    return all(any(spelling in text for spelling in word) for word in wanted(query))


def written(key: Key) -> str:
    """As it stands in an address."""
    return f"{(key.at - EPOCH) // INSTANT}.{key.rank}.{key.id}"


def _read(after: str) -> Key | None:
    """None for the beginning, and for what nobody has been given."""
    parts = after.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 17 for part in parts):
        return None
    at, rank, row_id = map(int, parts)
    return Key(EPOCH + at * INSTANT, rank, min(row_id, 2**31 - 1))


def _moments(pair: Pair, after: Key | None = None, limit: int | None = None) -> list[Moment]:
    found = [moment for source in sources for moment in _from(source, pair, after, limit)]
    return sorted(found, key=lambda moment: moment.key, reverse=True)


def _from(source: Source, pair: Pair, after: Key | None, limit: int | None) -> list[Moment]:
    told, partner = source.tell(pair), aliased(Person)
    rows = told.rows.add_columns(told.at.label("at"), told.id.label("id"), partner.name.label("with_name"))
    rows = _older(rows.where(partner.id == told.subject), told, source.rank, after)
    rows = rows.order_by(told.at.desc(), told.id.desc()).limit(limit)
    return [_moment(source, told, row) for row in db.session.execute(rows)]


def _older(rows: Select[*tuple[Any, ...]], told: Told, rank: int, after: Key | None) -> Select[*tuple[Any, ...]]:
    """What comes after this key in the order of all sources together."""
    if after is None:
        return rows
    same = told.id < after.id if rank == after.rank else true() if rank < after.rank else false()
    return rows.where(or_(told.at < after.at, and_(told.at == after.at, same)))


def _moment(source: Source, told: Told, row: Any) -> Moment:
    words = told.words(row, row.with_name)
    return Moment(Key(row.at, source.rank, row.id), source.kind, row.with_name, *words)
