"""What was read and decided is written, and each scan has its answer. Needs a transaction that may write."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.models import Event
from eventnet.exchange import limits, writing
from eventnet.exchange.answers import Answer, answer, known_answers, later, too_many_open
from eventnet.exchange.deciding import Decided, Sighted, decide
from eventnet.exchange.limits import Allowance
from eventnet.exchange.livecode import Read
from eventnet.exchange.looking import Looked, Place, Who, look, look_again
from eventnet.exchange.recognising import speaks
from eventnet.exchange.schemas import Reported
from eventnet.exchange.turns import take_turn
from eventnet.people.models import Person
from eventnet.refusals import Refused
from eventnet.web.languages import speaking


@dataclass
class Reading:
    """A batch, all that was read for it, and what it comes to; `answers` are of those that were stored before.

    Spoken codes wait for their turn, as guesses are counted one after the other.
    """

    looked: Looked
    sights: list[Sighted]
    spoken: list[tuple[Reported, Read]]
    allowance: Allowance
    decided: Decided
    answers: dict[str, Answer]

    @property
    def is_settled(self) -> bool:
        """Nothing is to be written."""
        return not self.decided.outcomes and not self.spoken

    @property
    def takes_rows(self) -> bool:
        """Written with help of the ORM as well: joining an event, and what waits for its turn."""
        return bool(self.decided.to_enter or self.spoken)


def record(connection: Connection, reading: Reading) -> dict[str, Answer]:
    """One answer a scan, by its id."""
    answers = reading.answers | _record(connection, reading)
    if reading.spoken:
        take_turn(connection, reading.looked.me.id)
    for scan, read in reading.spoken:
        answers[scan.id] = _record_spoken(connection, reading.looked.me.id, scan, read)
    return answers


def was_signed_in(place: Place, at: datetime) -> bool:
    """A phone that was signed out shows no live code any more, whatever it has kept."""
    return place.signed_in_until is not None and bool(place.signed_in_until > at)


def _record(connection: Connection, reading: Reading) -> dict[str, Answer]:
    decided, entries = reading.decided, dict[int, str]()
    if decided.to_enter:
        entries = _enter(decided)
        sights = _seen_again(connection, reading.sights, reading.looked)
        decided = decide(decided.me, sights, reading.allowance, entries)
    stored = writing.store_scans(connection, decided) if decided.outcomes else set()
    faster = set(decided.outcomes) - stored
    done = _settle(connection, decided, stored, entries, reading.looked) if stored else Decided(decided.me)
    codes = writing.exchange(connection, done)
    answers = {uuid: _answer(done, uuid, codes) for uuid in done.outcomes}
    if decided.later:
        with speaking(decided.me.language):
            answers |= {uuid: _later(uuid, seconds) for uuid, seconds in decided.later.items()}
    return answers | (known_answers(connection, decided.me.id, decided.me.language, faster) if faster else {})


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
    connection: Connection, decided: Decided, stored: Collection[str], entries: dict[int, str], looked: Looked
) -> Decided:
    """What holds once each pair's encounters are ours: where somebody was faster, it is decided anew."""
    sights = [sight for uuid, sight in decided.sights.items() if uuid in stored]
    if len(sights) < len(decided.outcomes):
        decided = decide(decided.me, sights, limits.enough(), entries)
    counted: set[writing.Key] = set()
    while not writing.count_meetings(connection, decided, counted):
        counted |= set(decided.meetings)
        sights = _seen_again(connection, sights, looked)
        anew = decide(decided.me, sights, limits.enough(), entries)
        writing.correct_outcomes(connection, decided, anew)
        decided = anew
    return decided


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


def _record_spoken(connection: Connection, scanner_id: int, scan: Reported, read: Read) -> Answer:
    """While it is this scanner's turn, so that nobody guesses twice at once."""
    looked = look(connection, Who("id", scanner_id), "handle", [read.handle], [scan.id])
    assert looked is not None
    me = looked.me
    if me.has_known:
        return known_answers(connection, me.id, me.language, [scan.id])[scan.id]
    if wait := limits.seconds_after_misses(connection, me.id):
        with speaking(me.language):
            return later(scan.id, wait)
    place = next((place for place in looked.places if _speaks(place, read, scan.scanned_at)), None)
    sights = [Sighted(scan.id, scan.scanned_at, "spoken", place)]
    allowance = limits.allowance(connection, me, 1)
    alone = Reading(looked, sights, [], allowance, decide(me, sights, allowance, {}), {})
    return _record(connection, alone)[scan.id]


def _speaks(place: Place, read: Read, at: datetime) -> bool:
    return speaks(read, place.live_key, place.badge, place, at) and was_signed_in(place, at)
