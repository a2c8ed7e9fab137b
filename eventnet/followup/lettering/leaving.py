"""The way out that each letter carries: its reader never hears from its writer again. One tap, no account.

The address names the two, sealed, and needs no row: it works as long as the letter lies in a mailbox.
"""

from dataclasses import dataclass

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.followup.models import Rest
from eventnet.people.models import Person
from eventnet.sealing import token_of, words_of

PURPOSE = "no more letters"


@dataclass(frozen=True)
class WayOut:
    writer: Person
    reader: Person

    @property
    def has_left(self) -> bool:
        return Rest.between(self.writer, self.reader).where(Rest.until.is_(None)).any()

    def leave(self) -> None:
        insert_once(Rest, asker_id=self.writer.id, person_id=self.reader.id, until=None, since_at=now())
        for rest in Rest.between(self.writer, self.reader).where(Rest.until.is_not(None)).all():
            rest.until, rest.since_at = None, now()

    def come_back(self) -> None:
        for rest in Rest.between(self.writer, self.reader).all():
            db.session.delete(rest)


def token_for(writer: Person, reader: Person) -> str:
    return token_of(f"{writer.code}|{reader.code}", PURPOSE)


def way_out(token: str) -> WayOut | None:
    """None: changed, of another purpose, or one of the two is no more."""
    said = words_of(token, PURPOSE)
    if said is None:
        return None
    writer, reader = (Person.once_called(code) for code in said.split("|"))
    return WayOut(writer, reader) if writer and reader and writer.id != reader.id else None
