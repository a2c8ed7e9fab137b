"""Writing letters: words in, one row out, in the transaction of the change that the letter tells of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from flask import render_template

from eventnet.addresses import settings
from eventnet.clock import now
from eventnet.codes import new_code
from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.rows import Rows


class Addressee(Protocol):
    """Whoever can get a letter: a Person, or an address that nobody has claimed."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def language(self) -> str: ...


@dataclass(frozen=True)
class Stranger:
    """An address without a person."""

    email: str
    language: str
    name: str = ""
    id: None = None


@dataclass(frozen=True)
class Words:
    """A letter in the order in which it is read; text and HTML are both made from it."""

    subject: str
    paragraphs: Sequence[str]
    quote: str = ""
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    code: str = ""  # digits to type, shown large
    actions: Sequence[tuple[str, str]] = field(
        default_factory=tuple
    )  # (text, address); the first one is the main one
    small: str = ""


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
) -> Letter | None:
    """Queue a letter once: the same key again is no second letter. `by` gets the replies and hears of failures."""
    if to.email is None or Rows(Letter).where(Letter.key == key).any():
        return None
    code = new_code()
    letter = Letter(
        code=code,
        key=key,
        kind=kind,
        language=to.language,
        message_id=f"<{code.lower()}@{settings().host.split(':')[0]}>",
        to_name=to.name,
        to_address=to.email,
        reply_name=by.name if by else None,
        reply_address=by.email if by else None,
        subject=words.subject,
        text=render_template("mail/letter.txt", to=to, words=words),
        html=render_template("mail/letter.html", to=to, words=words),
        calendar=calendar,
        calendar_method=method,
        to_person_id=to.id,
        from_person_id=by.id if by else None,
        due_at=due_at or now(),
    )
    db.session.add(letter)
    return letter
