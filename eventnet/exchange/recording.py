"""What was read and decided is written, and each scan has its answer. Needs a transaction that may write.

On SQLite all others wait meanwhile: the rows are drawn up before, and the words are found afterwards.
"""

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.models import Event
from eventnet.exchange import limits, one_question, writing
from eventnet.exchange.answers import Answer, answer, known_answers, later, too_many_open
from eventnet.exchange.deciding import Decided, Sighted, decide
from eventnet.exchange.drafting import Draft, Key
from eventnet.exchange.limits import Allowance
from eventnet.exchange.livecode import Read
from eventnet.exchange.looking import Looked, Place, Who, look, look_again
from eventnet.exchange.recognising import speaks
from eventnet.exchange.schemas import Reported
from eventnet.exchange.turns import take_turn
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.languages import speaking


class Reading(Struct):
    """A batch, all that was read for it, and what it comes to; `answers` are of those that were stored before.

    Spoken codes wait for their turn, as guesses are counted one after the other.
    """

    looked: Looked
    sights: list[Sighted]
    spoken: list[tuple[Reported, Read]]
    allowance: Allowance
    draft: Draft
    answers: dict[str, Answer]

    @property
    def is_settled(self) -> bool:
        """Nothing is to be written."""
        return not self.draft.decided.outcomes and not self.spoken

    @property
    def takes_rows(self) -> bool:
        """Written with help of the ORM as well: joining an event, and what waits for its turn."""
        return bool(self.draft.decided.to_enter or self.spoken)


class Recorded(Struct):
    """What is stored now; `known` are answers that had to be looked up."""

    known: dict[str, Answer]
    done: Decided
    later: dict[str, int | None]
    codes: dict[int, str]

    def answers(self) -> dict[str, Answer]:
        """One a scan, by its id; needs no database."""
        answers = {uuid: _answer(self.done, uuid, self.codes) for uuid in self.done.outcomes}
        if self.later:
            with speaking(self.done.me.language):
                answers |= {uuid: _later(uuid, seconds) for uuid, seconds in self.later.items()}
        return self.known | answers


def record(connection: Connection, reading: Reading) -> Recorded:
    recorded = _record(connection, reading)
    if reading.spoken:
        take_turn(connection, reading.looked.me.id)
    for scan, read in reading.spoken:
        recorded.known |= _record_spoken(connection, reading.looked.me.id, scan, read)
    return recorded


def record_at_once(connection: Connection, reading: Reading) -> Recorded | None:
    """Committed already. None if that cannot be, or somebody was faster: then nothing is stored."""
    codes, decided = one_question.store(connection, reading.draft), reading.draft.decided
    return None if codes is None else Recorded(dict(reading.answers), decided, decided.later, codes)


def was_signed_in(place: Place, at: datetime) -> bool:
    """A phone that was signed out shows no live code any more, whatever it has kept."""
    return place.signed_in_until is not None and bool(place.signed_in_until > at)


def _record(connection: Connection, reading: Reading) -> Recorded:
    draft, entries, codes = reading.draft, dict[int, str](), dict[int, str]()
    if draft.decided.to_enter:
        entries = _enter(draft.decided)
        sights = _seen_again(connection, reading.sights, reading.looked)
        draft = Draft(decide(reading.looked.me, sights, reading.allowance, entries), connection.dialect.name)
    decided, done, known = draft.decided, Decided(draft.decided.me), dict(reading.answers)
    stored = writing.store_scans(connection, draft) if decided.outcomes else set()
    if stored:
        settled = _settle(connection, draft, stored, entries, reading.looked)
        settled = Draft(settled.decided, connection.dialect.name) if settled.is_stale else settled
        done, codes = settled.decided, writing.exchange(connection, settled)
    if faster := set(decided.outcomes) - stored:
        known |= known_answers(connection, decided.me.id, decided.me.language, faster)
    return Recorded(known, done, decided.later, codes)


def _enter(decided: Decided) -> dict[int, str]:
    """To scan somebody at an event is to take part in it. By event, why that cannot be."""
    refusals = {}
    scanner = db.session.get_one(Person, decided.me.id)
    for event_id in sorted(decided.to_enter):
        try:
            joining.join(db.session.get_one(Event, event_id), scanner)
        except Refused as no:
            refusals[event_id] = no.code
    db.session.flush()
    return refusals


def _settle(
    connection: Connection, draft: Draft, stored: Collection[str], entries: dict[int, str], looked: Looked
) -> Draft:
    """What holds once each pair's encounters are ours: where somebody was faster, it is decided anew."""
    me = draft.decided.me
    sights = [sight for uuid, sight in draft.decided.sights.items() if uuid in stored]
    if len(sights) < len(draft.decided.outcomes):
        draft = Draft(decide(me, sights, limits.enough(), entries), connection.dialect.name)
    counted: set[Key] = set()
    while not writing.count_meetings(connection, draft, counted):
        counted |= set(draft.decided.meetings)
        sights = _seen_again(connection, sights, looked)
        anew = decide(me, sights, limits.enough(), entries)
        writing.correct_outcomes(connection, draft.decided, anew)
        draft = Draft(anew, connection.dialect.name)
    return draft


def _seen_again(connection: Connection, sights: list[Sighted], looked: Looked) -> list[Sighted]:
    """The same codes as they stand now: somebody may have been blocked, or have joined."""
    places = {place.attendee_id: place for place in look_again(connection, looked).places}
    return [sight._replace(place=places.get(sight.place.attendee_id) if sight.place else None) for sight in sights]


def _answer(decided: Decided, uuid: str, codes: dict[int, str]) -> Answer:
    place = decided.sights[uuid].place
    if place is None:
        return answer(uuid, decided.me.language, decided.outcomes[uuid], None, None)
    has_theirs = decided.pairs[place.subject_id].has_theirs
    contact = codes.get(place.subject_id, place.theirs_code) if has_theirs else None
    return answer(uuid, decided.me.language, decided.outcomes[uuid], place, contact)


def _later(uuid: str, seconds: int | None) -> Answer:
    return too_many_open(uuid, limits.OPEN_REQUESTS) if seconds is None else later(uuid, seconds)


def _record_spoken(connection: Connection, scanner_id: int, scan: Reported, read: Read) -> dict[str, Answer]:
    """While it is this scanner's turn, so that nobody guesses twice at once."""
    looked = look(connection, Who("id", scanner_id), "handle", [read.handle], [scan.id])
    assert looked is not None
    me = looked.me
    if me.has_known:
        return known_answers(connection, me.id, me.language, [scan.id])
    if wait := limits.seconds_after_misses(connection, me.id):
        with speaking(me.language):
            return {scan.id: later(scan.id, wait)}
    place = next((place for place in looked.places if _speaks(place, read, scan.scanned_at)), None)
    sights = [Sighted(scan.id, scan.scanned_at, "spoken", place)]
    allowance = limits.allowance(connection, me, 1)
    draft = Draft(decide(me, sights, allowance, {}), connection.dialect.name)
    alone = Reading(looked, sights, [], allowance, draft, {})
    return _record(connection, alone).answers()


def _speaks(place: Place, read: Read, at: datetime) -> bool:
    return speaks(read, place.live_key, place.badge, place, at) and was_signed_in(place, at)
