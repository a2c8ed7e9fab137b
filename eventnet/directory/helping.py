"""Who could help whom: what one offers meets what the other looks for, both directions first, then where I can give.

No score: people stand in an order, and it is not the same for everybody. Where many look for what one person offers,
only some of them, chosen by a hash of the two, are shown that person, so that nobody is everybody's suggestion.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct, field
from sqlalchemy import func, select, union, union_all

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.directory.indexing import head_of
from eventnet.directory.meaning import Term, terms
from eventnet.directory.models import Entry, NoThanks, Stem
from eventnet.directory.near import stems_near
from eventnet.directory.showing import Shown, needed, offered
from eventnet.events import questions
from eventnet.events.models import Attendee
from eventnet.events.questions import Said
from eventnet.exchange.models import Block, Contact
from eventnet.people.models import Person

MOST = 10
SHARE = 40  # people to whom somebody is suggested for one thing, on average and at most
SPARE = 30  # looked at beyond those that are shown: some may have gone meanwhile
SIDES = {"give": "need", "ask": "offer"}  # what I give meets their needs, what I ask for their offers


class Reason(Struct, frozen=True):
    """A line of mine and one of theirs that meet, in `words` of mine."""

    direction: str  # give: I offer it; ask: they do
    mine: str
    theirs: str


class Suggestion(Struct, frozen=True):
    entry: Entry
    shown: Shown
    reasons: list[Reason]
    alike: list[Said] = field(default_factory=list)  # what both answered

    @property
    def is_mutual(self) -> bool:
        return len(self.reasons) > 1


class _Meeting(Struct):
    """The best pair of lines in one direction: how many words of mine meet theirs."""

    line: int = 0
    their_line: int = 0
    terms: frozenset[Term] = frozenset()


def suggestions(me: Attendee) -> list[Suggestion]:
    """At most ten people to talk to, with the reason. Six queries, whoever is here."""
    meetings = _meetings(me)
    gone = _left_out(me)
    candidates = {entry_id: both for entry_id, both in meetings.items() if entry_id not in gone}
    rivals = _rivals(me, candidates)
    chances = {id_: _chance(me, id_) for id_ in candidates}
    shared = [id_ for id_, both in candidates.items() if chances[id_] * _least(rivals, both) < SHARE]
    shared.sort(key=lambda id_: (*_order(candidates[id_]), chances[id_]))
    entries = Entry.seen_by(me).where(Entry.id.in_(shared[: MOST + SPARE])).all()
    found = _told(me, entries, candidates)
    found.sort(key=lambda one: (*_order(candidates[one.entry.id]), -len(one.alike), chances[one.entry.id]))
    return found[:MOST]


def reasons_with(me: Attendee, other: Attendee) -> list[Reason]:
    """The same for one person, whoever else there is."""
    mine, theirs = _lines(me), {"need": needed(other.person, other), "offer": offered(other.person, other)}
    found = []
    for direction, side in SIDES.items():
        pairs = [(len(_meet(one, other_)), one, other_) for one in mine[direction] for other_ in theirs[side]]
        number, one, other_ = max(pairs, key=lambda pair: pair[0], default=(0, "", ""))
        if number:
            found.append(Reason(direction, one, other_))
    return found


def no_thanks(me: Person, other: Person) -> None:
    """Neither is suggested to the other again; nobody is told."""
    insert_once(NoThanks, person_id=me.id, other_id=other.id, since_at=now())


Meetings = dict[int, dict[str, _Meeting]]
Rivals = dict[tuple[str, frozenset[Term]], int]  # by direction and words


def _lines(me: Attendee) -> dict[str, list[str]]:
    return {"give": offered(me.person, me), "ask": needed(me.person, me)}


def _meet(mine: str, theirs: str) -> list[Term]:
    others = terms(theirs)
    return [term for term in terms(mine) if any(term.meets(other) for other in others)]


def _meetings(me: Attendee) -> Meetings:
    """By entry and direction: one query a direction, on stems alone."""
    found: defaultdict[int, dict[str, _Meeting]] = defaultdict(dict)
    for direction, lines in _lines(me).items():
        mine = [terms(line) for line in lines]
        asked = [term for line in mine for term in line]
        if not asked:
            continue
        met = _met_lines(mine, db.session.execute(stems_near(me.event_id, SIDES[direction], asked)).all())
        for (entry_id, line, their_line), shared in met.items():
            best = found[entry_id].get(direction)
            if best is None or len(shared) > len(best.terms):
                found[entry_id][direction] = _Meeting(line, their_line, shared)
    return dict(found)


def _met_lines(mine: Sequence[Sequence[Term]], rows: Iterable[Any]) -> dict[tuple[int, int, int], frozenset[Term]]:
    """By entry, my line and theirs: my words that theirs meet. There may be many rows of few words: a bit is a word."""
    flat = [(number, term) for number, line in enumerate(mine) for term in line]

    @cache
    def bits_of(stem: str) -> list[tuple[int, int]]:
        return [(number, 1 << bit) for bit, (number, term) in enumerate(flat) if term.is_met_by(stem)]

    @cache
    def terms_of(bits: int) -> frozenset[Term]:
        return frozenset(term for bit, (_number, term) in enumerate(flat) if bits >> bit & 1)

    met: defaultdict[tuple[int, int, int], int] = defaultdict(int)
    for entry_id, their_line, stem in rows:
        for number, bit in bits_of(stem):
            met[entry_id, number, their_line] |= bit
    return {key: terms_of(bits) for key, bits in met.items()}


def _left_out(me: Attendee) -> set[int]:
    """Entries of whom I know already, of whom one of us blocked, and of whom one of us said no thanks to."""
    mine = me.person_id
    known = union(
        select(Contact.subject_id).where(Contact.owner_id == mine, *Contact.alive()),
        select(Block.blocked_id).where(Block.blocker_id == mine),
        select(Block.blocker_id).where(Block.blocked_id == mine),
        select(NoThanks.other_id).where(NoThanks.person_id == mine),
        select(NoThanks.person_id).where(NoThanks.other_id == mine),
        select(Attendee.person_id).where(Attendee.id == me.id),
    )
    theirs = select(Entry.id).join(Attendee, Attendee.id == Entry.attendee_id)
    theirs = theirs.where(Attendee.event_id == me.event_id, Attendee.person_id.in_(known))
    return set(db.session.scalars(theirs))


def _rivals(me: Attendee, candidates: Meetings) -> Rivals:
    """How many others offer or look for the same as I do, for the rarest of the words that meet."""
    asked = {(way, met.terms) for both in candidates.values() for way, met in both.items()}
    forms = {way: {form for its, met in asked if its == way for term in met for form in term.forms} for way in SIDES}
    counted: dict[tuple[str, str], int] = {
        ({"offer": "give", "need": "ask"}[side], stem): number
        for side, stem, number in db.session.execute(_count(me.event_id, forms["give"], forms["ask"]))
    }
    return {
        (way, met): min(max(counted.get((way, form), 0) for form in term.forms) for term in met) for way, met in asked
    }


def _count(event_id: int, offered_: set[str], needed_: set[str]) -> Any:
    here = select(Stem.side, Stem.stem, func.count()).where(Stem.event_id == event_id).group_by(Stem.side, Stem.stem)
    return union_all(
        *(
            here.where(Stem.side == side, Stem.head.in_({head_of(form) for form in forms}), Stem.stem.in_(forms))
            for side, forms in (("offer", offered_), ("need", needed_))
        )
    )


def _least(rivals: Rivals, both: dict[str, _Meeting]) -> int:
    return min(rivals[way, met.terms] for way, met in both.items())


def _chance(me: Attendee, entry_id: int) -> float:
    """Between 0 and 1, even, and the same whenever the two are asked about: Python hashes numbers alike everywhere."""
    return (hash((me.id, entry_id)) >> 32 & 0xFFFFFFFF) / 2**32


def _order(both: dict[str, _Meeting]) -> tuple[int, int]:
    """Both directions, then where I can give, then where I could ask; the more words meet, the sooner."""
    group = 0 if len(both) > 1 else 1 if "give" in both else 2
    return group, -sum(len(met.terms) for met in both.values())


def _told(me: Attendee, entries: Sequence[Entry], candidates: Meetings) -> list[Suggestion]:
    said = questions.answers_of([me.id, *(entry.attendee_id for entry in entries)], "in_directory")
    mine, lines = said.get(me.id, []), _lines(me)
    found = []
    for entry in entries:
        theirs = said.get(entry.attendee_id, [])
        card = Shown(entry.attendee, theirs)
        said_lines = {"need": card.card.needs, "offer": card.card.offers}
        reasons = [
            Reason(way, lines[way][met.line], said_lines[SIDES[way]][met.their_line])
            for way, met in sorted(candidates[entry.id].items(), reverse=True)
            if met.their_line < len(said_lines[SIDES[way]])  # they may have changed them this moment
        ]
        if reasons:
            found.append(Suggestion(entry, card, reasons, alike(mine, theirs)))
    return found


def alike(mine: Sequence[Said], theirs: Sequence[Said]) -> list[Said]:
    """What both chose; a text is nobody's choice."""
    values = {said.question.id: said.value for said in mine}
    chosen = [said for said in theirs if said.question.kind != "text" and said.question.id in values]
    return [said for said in chosen if _overlap(values[said.question.id], said.value)]


def _overlap(one: object, two: object) -> bool:
    ones, twos = ({each} if isinstance(each, str) else set(each) for each in (one, two))  # type: ignore[call-overload]
    return bool(ones & twos)
