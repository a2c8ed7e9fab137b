"""Writing letters: words in, one row out, in the transaction of the change that the letter tells of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale
from msgspec import Struct, field
from msgspec.structs import asdict

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db, insert_into, insert_once
from eventnet.mail.addressees import Addressee, Stranger
from eventnet.mail.models import Letter
from eventnet.rows import Rows


class Words(Struct, frozen=True):
    """A letter in the order in which it is read; text and HTML are both made from it."""

    subject: str
    paragraphs: Sequence[str]
    quote: str = ""  # a person's own words
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    code: str = ""  # digits to type, shown large
    actions: Sequence[tuple[str, str]] = field(default_factory=tuple)  # (text, address); the first one is the main one
    small: str = ""
    leave: tuple[str, str] | None = None  # (text, address) of the way out of letters to many
    is_news: bool = False  # nothing is asked, so no action stands out
    of_people: bool = False  # the facts are people, so their names stand out


class Bulk(Struct, frozen=True):
    """One of many letters of the same words: which list, and the address that ends it in one tap."""

    list_id: str
    unsubscribe: str


class Written(NamedTuple):
    """Both faces of one letter."""

    text: str
    html: str


def post(
    kind: str,
    to: Addressee,
    key: str,
    words: Words,
    *,
    by: Addressee | None = None,
    calendar: str | None = None,
    method: str | None = None,
    due_at: datetime | None = None,
    bulk: Bulk | None = None,
) -> Letter | None:
    """Queue a letter once: the same key again is no second letter. `by` gets the replies and hears of failures."""
    if to.email is None:
        return None
    row = drafted(kind, to, key, words, by=by, due_at=due_at, bulk=bulk)
    row |= {"calendar": calendar, "calendar_method": method}
    return Rows(Letter).get(row["code"]) if insert_once(Letter, **row) else None


def drafted(
    kind: str,
    to: Addressee,
    key: str,
    words: Words,
    *,
    by: Addressee | None = None,
    due_at: datetime | None = None,
    bulk: Bulk | None = None,
) -> dict[str, Any]:
    """A letter as a row that nobody has queued yet: what takes time is done before the database is locked."""
    of_many = asdict(bulk) if bulk else {}
    row = _name(new_code(), kind, key) | _people(to, by) | _words(to, words)
    return row | of_many | {"due_at": due_at or now()}


def post_all(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Queue what was drafted in one statement; the ids by key, of those that were not queued before."""
    if not rows:
        return {}
    queued = insert_into(Letter).values(rows).on_conflict_do_nothing().returning(Letter.key, Letter.id)
    return {key: letter_id for key, letter_id in db.session.execute(queued)}


def write(to: Addressee, words: Words) -> Written:
    """The letter as it will be read, in the reader's language; also for a preview. Needs no request."""
    with force_locale(to.language):
        return Written(_render("mail/letter.txt", to, words), _render("mail/letter.html", to, words))


def _name(code: str, kind: str, key: str) -> dict[str, Any]:
    host = urlsplit(settings().base_url).hostname or "localhost"
    return {"code": code, "kind": kind, "key": key, "message_id": f"<{code.lower()}@{host}>"}


def _people(to: Addressee, by: Addressee | None) -> dict[str, Any]:
    receiver = {"to_person_id": to.id, "to_name": to.name, "to_address": to.email, "language": to.language}
    if by is None:
        return receiver
    return receiver | {"from_person_id": by.id, "reply_name": by.name, "reply_address": by.email}


def _words(to: Addressee, words: Words) -> dict[str, Any]:
    written = write(to, words)
    return {"subject": words.subject, "text": written.text, "html": written.html}


def _render(name: str, to: Addressee, words: Words) -> str:
    template = current_app.jinja_env.get_template(name)
    return template.render(to=to, words=words, language=to.language, home=settings().host)


__all__ = ["Addressee", "Stranger", "Words", "Written", "post", "write"]
