"""The way out that each letter carries: its reader never hears from its writer again. One tap, no account.

The address names the two, sealed, and needs no row: it works as long as the letter lies in a mailbox.
"""

from datetime import datetime
from typing import TypedDict

from msgspec import Struct

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.followup.models import Rest
from eventnet.people.models import Person
from eventnet.sealing import token_of, words_of

PURPOSE = "no more letters"


class Left(TypedDict):
    """Times in ISO 8601: when they left, and until when there had been a rest already; "" for none."""

    since: str
    until: str


class WayOut(Struct, frozen=True):
    writer: Person
    reader: Person

    @property
    def name(self) -> str:
        """The same in each letter between the two."""
        return f"{PURPOSE}|{self.writer.code}|{self.reader.code}"

    @property
    def has_left(self) -> bool:
        return Rest.between(self.writer, self.reader).where(Rest.until.is_(None)).any()

    def is_of(self, person: Person) -> bool:
        return person.id == self.reader.id

    def leave(self) -> Left | None:
        if insert_once(Rest, asker_id=self.writer.id, person_id=self.reader.id, until=None, since_at=now()):
            return self._left("")
        rest = Rest.between(self.writer, self.reader).locked().first()
        if rest is None or rest.until is None:
            return None
        until, rest.until, rest.since_at = rest.until, None, now()
        return self._left(until.isoformat())

    def take_back(self, left: Left) -> None:
        """What `leave` has changed and nobody has said again since. A rest that was there before goes on."""
        rest = Rest.between(self.writer, self.reader).locked().first()
        if rest and rest.until is None and rest.since_at.isoformat() == left["since"]:
            if left["until"]:
                rest.until = datetime.fromisoformat(left["until"])
            else:
                db.session.delete(rest)

    def come_back(self) -> None:
        for rest in Rest.between(self.writer, self.reader).all():
            db.session.delete(rest)

    def _left(self, until: str) -> Left:
        db.session.flush()
        rest = Rest.between(self.writer, self.reader).first()
        assert rest is not None
        db.session.refresh(rest)
        return Left(since=rest.since_at.isoformat(), until=until)


def token_for(writer: Person, reader: Person) -> str:
    return token_of(f"{writer.code}|{reader.code}", PURPOSE)


def way_out(token: str) -> WayOut | None:
    """None: changed, of another purpose, or one of the two is no more."""
    said = words_of(token, PURPOSE)
    if said is None:
        return None
    writer, reader = (Person.once_called(code) for code in said.split("|"))
    return WayOut(writer, reader) if writer and reader and writer.id != reader.id else None
