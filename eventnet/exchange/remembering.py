"""The owner's private memory of a person: one note, some tags. Nobody else ever reads it."""

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.exchange.models import Note
from eventnet.people.models import Person

MOST_TAGS = 10


def write(owner: Person, subject: Person, text: str, tags: list[str] | None = None) -> Note:
    """The text as it is now; tags stay as they are unless they are given."""
    insert_once(Note, owner_id=owner.id, subject_id=subject.id)
    note = Note.of(owner).where(Note.subject_id == subject.id).locked().first()
    assert note is not None
    note.text = text
    note.tags = note.tags if tags is None else tags
    note.written_at = now()
    db.session.flush()
    return note


def tags_in(typed: str) -> list[str]:
    """`Robotics, intern, #robotics` are two tags: commas part them, the first spelling wins."""
    found: dict[str, str] = {}
    for part in typed.replace("\n", ",").replace(";", ",").split(","):
        tag = " ".join(part.split()).lstrip("#")
        if tag:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())
