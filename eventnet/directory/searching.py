"""Who is here: searched, filtered, and paged by key. As many queries for five people as for five thousand."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from sqlalchemy import ColumnElement, String, and_, cast, false, or_, select, true, tuple_

from eventnet.db import db
from eventnet.directory.indexing import head_of
from eventnet.directory.meaning import terms
from eventnet.directory.models import Entry, Stem
from eventnet.directory.near import stems_near
from eventnet.directory.showing import Shown
from eventnet.events import questions
from eventnet.events.models import Answer, Attendee, Question
from eventnet.folding import wanted
from eventnet.rows import Rows

PAGE = 20


class Wish(Struct, frozen=True):
    """What somebody looks for; empty: everybody."""

    words: str = ""
    role: str = ""
    offers: str = ""
    needs: str = ""
    answers: Mapping[Question, str] = field(default_factory=dict)  # the key of a choice

    @property
    def has_filters(self) -> bool:
        return bool(self.role or self.offers or self.needs or self.answers)

    @property
    def as_asked(self) -> dict[str, str]:
        """As it stands in an address."""
        typed = {"q": self.words, "role": self.role, "offers": self.offers, "needs": self.needs}
        typed |= {question.code: key for question, key in self.answers.items()}
        return {name: value for name, value in typed.items() if value}

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.has_filters)


class Found(Struct, frozen=True):
    """One page; `after` is the key of the next, if there is one."""

    people: list[tuple[Entry, Shown]]
    after: str | None


def find(viewer: Attendee, wish: Wish, after: str = "") -> Found:
    rows = Entry.seen_by(viewer).where(*_conditions(viewer, wish))
    entries = _past(rows, viewer, after).limit(PAGE + 1).all()
    page = entries[:PAGE]
    said = questions.answers_of([entry.attendee_id for entry in page], "in_directory")
    people = [(entry, Shown(entry.attendee, said.get(entry.attendee_id, []))) for entry in page]
    return Found(people, page[-1].code if len(entries) > PAGE else None)


def choices_of(viewer: Attendee) -> list[Question]:
    """The questions by which people here can be looked for."""
    asked = Question.of(viewer.event).where(Question.in_directory.is_(True), Question.kind != "text")
    return asked.all()


def _conditions(viewer: Attendee, wish: Wish) -> list[ColumnElement[bool]]:
    said = Entry.folded + "|" + Entry.folded_offers + "|" + Entry.folded_needs
    conditions = [_holds(said, wish.words)]
    if wish.role:
        conditions.append(Attendee.role == wish.role)
    for side, words, folded in (
        ("offer", wish.offers, Entry.folded_offers),
        ("need", wish.needs, Entry.folded_needs),
    ):
        if words:
            conditions.append(or_(_holds(folded, words), _means(viewer, side, words)))
    return [*conditions, *(_answered(question, key) for question, key in wish.answers.items())]


def _holds(folded: Any, words: str) -> ColumnElement[bool]:
    """Every word, anywhere in it. No words are everybody; signs alone are nobody."""
    each = [or_(*(folded.contains(one, autoescape=True) for one in word)) for word in wanted(words)]
    return and_(true(), *each) if each or not words.strip() else false()


def _means(viewer: Attendee, side: str, words: str) -> ColumnElement[bool]:
    """Every word that says something is met somewhere on this side of theirs."""
    asked = terms(words)
    if not asked:
        return false()
    near = stems_near(viewer.event_id, side, asked).subquery()
    known = db.session.scalars(select(near.c.stem).distinct()).all()
    here = select(Stem.entry_id).where(Stem.event_id == viewer.event_id, Stem.side == side)
    return and_(*(Entry.id.in_(here.where(_among(filter(term.is_met_by, known)))) for term in asked))


def _among(stems: Iterable[str]) -> ColumnElement[bool]:
    """The index begins with the head."""
    stems = list(stems)
    return and_(Stem.head.in_({head_of(stem) for stem in stems}), Stem.stem.in_(stems))


def _answered(question: Question, key: str) -> ColumnElement[bool]:
    """One choice is stored as its key, many as a list of keys."""
    stored = cast(Answer.value, String)
    said = select(Answer.attendee_id).where(Answer.question_id == question.id, Answer.in_directory.is_(True))
    return Entry.attendee_id.in_(said.where(stored.contains(f'"{key}"', autoescape=True)))


def _past(rows: Rows[Entry], viewer: Attendee, after: str) -> Rows[Entry]:
    key = select(Entry.sorted_by, Entry.id).where(Entry.event_id == viewer.event_id, Entry.code == after)
    found = db.session.execute(key).first() if after else None
    return rows.where(tuple_(Entry.sorted_by, Entry.id) > tuple(found)) if found else rows
