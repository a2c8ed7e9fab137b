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


def lines(text: str) -> str:
    """As it was written, on lines that end alike. NUL is typed by nobody and PostgreSQL stores it in no text."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def line(text: str) -> str:
    """On one line."""
    return " ".join(text.replace("\0", "").split())


def united(stored: str, put: str, new: str) -> tuple[str, str]:
    """The text with `new` in it, and what of that was put there: nothing when it says so already.

    `put` was put there before and gives way, if it still stands as it was, on lines of its own.
    """
    stored = stored.replace("\r\n", "\n")
    start = f"\n{stored}\n".rfind(f"\n{put}\n") if put else -1
    above, below = (stored, "") if start < 0 else (stored[: max(start - 1, 0)], stored[start + len(put) + 1 :])
    rest = "\n".join(part for part in (above, below) if part)
    if new in rest:
        return rest, ""
    return "\n".join(part for part in (above, new, below) if part), new
