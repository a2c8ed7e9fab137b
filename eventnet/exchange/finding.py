"""My contacts: searched in what I can see of them, and paged by key."""

import unicodedata
from collections import defaultdict

from msgspec import Struct
from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import joinedload

from eventnet.db import db
from eventnet.exchange.models import Contact, Note, Promise
from eventnet.people.models import Person
from eventnet.rows import Rows

PAGE = 50


class Found(Struct, frozen=True):
    """One page of contacts with the notes about them; `after` is the key of the next page, if there is one."""

    contacts: list[Contact]
    notes: dict[int, Note]
    tags: list[str]
    after: str | None

    def note(self, contact: Contact) -> str:
        note = self.notes.get(contact.subject_id)
        return note.text if note else ""


def find(owner: Person, words: str = "", tag: str = "", after: str = "") -> Found:
    """The newest first. The number of queries is the same for three contacts and for three thousand."""
    notes = {note.subject_id: note for note in Note.of(owner)}
    rows = Contact.held_by(owner).options(joinedload(Contact.subject).joinedload(Person.photo))
    if words or tag:
        rows = rows.where(Contact.id.in_(_matching(owner, notes, words, tag)))
    rows = past(rows, Contact.owner_id == owner.id, after)
    contacts = rows.limit(PAGE + 1).all()
    more = len(contacts) > PAGE
    tags = sorted({tag for note in notes.values() for tag in note.tags}, key=str.casefold)
    return Found(contacts[:PAGE], notes, tags, contacts[PAGE - 1].code if more else None)


def past(rows: Rows[Contact], mine: ColumnElement[bool], after: str) -> Rows[Contact]:
    """What comes after this one of mine in the order of held_by and given_by, even if it has ended meanwhile."""
    key = select(Contact.given_at, Contact.id).where(mine, Contact.code == after)
    found = db.session.execute(key).first() if after else None
    return rows.where(tuple_(Contact.given_at, Contact.id) < tuple(found)) if found else rows


def fold(text: str) -> str:
    """Müller, MULLER and muller are one word."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _matching(owner: Person, notes: dict[int, Note], words: str, tag: str) -> list[int]:
    """In Python, because databases disagree about letters beyond ASCII."""
    wanted, promised = fold(words).split(), _promised(owner)
    rows = select(Contact.id, Person.id, Person.name, Person.organisation, Person.headline)
    mine = rows.join(Person, Person.id == Contact.subject_id).where(Contact.owner_id == owner.id, *Contact.alive())
    return [
        contact_id
        for contact_id, subject_id, *texts in db.session.execute(mine)
        if _fits(notes.get(subject_id), [*texts, *promised[subject_id]], wanted, tag)
    ]


def _promised(owner: Person) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for subject_id, text in db.session.execute(
        select(Promise.subject_id, Promise.text).where(Promise.owner_id == owner.id)
    ):
        found[subject_id].append(text)
    return found


def _fits(note: Note | None, texts: list[str], wanted: list[str], tag: str) -> bool:
    tags = note.tags if note else []
    text = fold(" ".join([*texts, note.text if note else "", *tags]))
    return all(word in text for word in wanted) and (not tag or tag.casefold() in {each.casefold() for each in tags})
