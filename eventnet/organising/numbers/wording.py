"""What people said they offer and look for, by the stems of their words, and how well the two met.

Only of those who joined, and only lines that they show on their card anyway.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct, field
from sqlalchemy import select

from eventnet.db import db
from eventnet.directory.meaning import terms
from eventnet.events.models import Attendee, Event
from eventnet.organising.numbers.counting import Count
from eventnet.people.models import Person

MOST_WORDS = 12


class Word(Struct, frozen=True):
    """`word` as most of them write it."""

    word: str
    offered: Count
    wanted: Count


class Wording(Struct, frozen=True):
    offering: Count  # people who say what they offer
    looking: Count
    met: Count  # of those who look for something, for whom somebody else offers it
    words: list[Word]

    @property
    def lacking(self) -> list[Word]:
        """Looked for by twice as many as offer it."""
        return [word for word in self.words if word.wanted and word.wanted.drawn >= 2 * word.offered.drawn]


class Said(Struct):
    """Who said what: people by the key of a word, and how each word was written."""

    offered: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    wanted: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    written: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, person: int, lines: Iterable[str], by_key: dict[str, set[int]]) -> None:
        for key, word in {pair for line in lines for pair in _words(line)}:
            by_key[key].add(person)
            self.written[key][word] += 1

    def has_met(self, person: int, keys: Iterable[str]) -> bool:
        return any(self.offered.get(key, set()) - {person} for key in keys)


def wording(event: Event) -> Wording:
    said = _said(event)
    found = (Word(_usual(said.written[key]), *_counts(said, key)) for key in {*said.offered, *said.wanted})
    shown = [word for word in found if word.offered or word.wanted]
    shown.sort(key=lambda word: (-word.offered.drawn - word.wanted.drawn, word.word))
    lookers = _by_person(said.wanted)
    return Wording(
        offering=Count.of(len(_by_person(said.offered))),
        looking=Count.of(len(lookers)),
        met=Count.of(sum(said.has_met(person, keys) for person, keys in lookers.items())),
        words=shown[:MOST_WORDS],
    )


def _said(event: Event) -> Said:
    said = Said()
    columns = (Attendee.person_id, Attendee.offers, Attendee.needs, Person.shared)
    everywhere = (Person.offers.label("all_offers"), Person.needs.label("all_needs"))
    rows = select(*columns, *everywhere).join(Person, Person.id == Attendee.person_id)
    for row in db.session.execute(rows.where(Attendee.event_id == event.id, Attendee.claimed_at.is_not(None))):
        if "offers" in row.shared:
            said.note(row.person_id, row.all_offers if row.offers is None else row.offers, said.offered)
        if "needs" in row.shared:
            said.note(row.person_id, row.all_needs if row.needs is None else row.needs, said.wanted)
    return said


def _counts(said: Said, key: str) -> tuple[Count, Count]:
    return Count.of(len(said.offered.get(key, ()))), Count.of(len(said.wanted.get(key, ())))


def _by_person(by_key: dict[str, set[int]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, people in by_key.items():
        for person in people:
            found[person].append(key)
    return found


def _usual(written: Counter[str]) -> str:
    """The same whoever counts: of two that are as usual the first by the alphabet."""
    return min(written, key=lambda word: (-written[word], word))


@lru_cache(maxsize=20_000)
def _words(line: str) -> frozenset[tuple[str, str]]:
    """Each word of a line that says something: the key by which it is counted, and how it is written."""
    return frozenset((_key(term.forms), term.word) for term in terms(line))


def _key(forms: frozenset[str]) -> str:
    """One of its stems, the same for all who share it: its name if it has several, else the shortest."""
    return min(forms, key=lambda form: (not form.startswith("="), len(form), form))
