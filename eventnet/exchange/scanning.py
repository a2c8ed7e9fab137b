"""One rule for every way in: what a scan of a code gives to whom.

To scan somebody is to give them your card and to ask for theirs. A code that changes is shown on purpose, so it
gives theirs at once; a printed badge only asks, unless its owner chose otherwise.
"""

from datetime import datetime
from typing import Literal

from eventnet.clock import now
from eventnet.db import insert_once
from eventnet.events import joining
from eventnet.events.models import Attendee, Event
from eventnet.exchange import limits
from eventnet.exchange.answers import Answer, answer, answer_to, later, too_many_open
from eventnet.exchange.asking import ask_back
from eventnet.exchange.models import CardRequest, Contact, Encounter, Scan
from eventnet.exchange.recognising import Sight, is_believable, recognise
from eventnet.exchange.sharing import give
from eventnet.exchange.turns import take_turns
from eventnet.people.models import Person
from eventnet.refusals import Refused

Prospect = Literal["given", "requested", "closed", "unknown", "self"]


def record_scan(scanner: Person, uuid: str, code: str, scanned_at: datetime) -> Answer:
    """The phone makes the id of a scan; the same id again is the same answer, and nothing happens twice."""
    take_turns(scanner)
    known = Scan.by(scanner).where(Scan.uuid == uuid).first()
    if known:
        return answer_to(known)
    sight = recognise(scanner, code, scanned_at)
    if wait := limits.seconds_to_wait(scanner, sight):
        return later(uuid, wait, scanner.language)
    outcome = _outcome(scanner, sight)
    if outcome == "requested" and _would_ask_too_much(scanner, sight):
        return too_many_open(uuid, limits.OPEN_REQUESTS, scanner.language)
    if not _store(scanner, uuid, sight, outcome, scanned_at):
        return answer_to(_stored(scanner, uuid))
    _exchange(scanner, sight, outcome, scanned_at)
    return answer(scanner, uuid, outcome, sight.attendee)


def prospect(scanner: Person | None, sight: Sight) -> Prospect:
    """What a scan would give, before anybody has given anything; nobody in particular scans without a profile."""
    attendee = sight.attendee
    if attendee is None:
        return "unknown"
    if scanner and attendee.person_id == scanner.id:
        return "self"
    if sight.shows_consent or attendee.sharing == "open" or (scanner and _holds(scanner, attendee.person)):
        return "given"
    return "closed" if attendee.sharing == "closed" else "requested"


def _outcome(scanner: Person, sight: Sight) -> str:
    """The prospect, unless the scanner cannot take part in that event; then the reason why not."""
    expected = prospect(scanner, sight)
    if expected in {"given", "requested"} and sight.attendee:
        try:
            joining.join(sight.attendee.event, scanner)
        except Refused as no:
            return no.code
    return expected


def _exchange(scanner: Person, sight: Sight, outcome: str, scanned_at: datetime) -> None:
    if outcome not in {"given", "requested"}:
        return
    attendee = _seen(sight)
    subject, event = attendee.person, attendee.event
    _remember(scanner, subject, event, sight.how, scanned_at)
    gifts = [(scanner, subject)]
    if outcome == "given" and (sight.shows_consent or attendee.sharing == "open"):
        gifts.append((subject, scanner))
    for giver, receiver in sorted(gifts, key=lambda gift: gift[0].id):  # when both scan, nobody waits in a circle
        give(giver, receiver, event, sight.how)
    if outcome == "requested":
        ask_back(scanner, subject, event)


def _remember(one: Person, other: Person, event: Event, how: str, scanned_at: datetime) -> None:
    """One encounter a pair and event, whoever scanned whom and how often."""
    first, second = sorted((one.id, other.id))
    met_at = min(scanned_at, now()) if is_believable(event, scanned_at) else now()
    insert_once(Encounter, event_id=event.id, first_id=first, second_id=second, how=how, met_at=met_at)


def _store(scanner: Person, uuid: str, sight: Sight, outcome: str, scanned_at: datetime) -> bool:
    attendee = sight.attendee
    return insert_once(
        Scan,
        scanner_id=scanner.id,
        uuid=uuid,
        event_id=attendee.event_id if attendee else None,
        attendee_id=attendee.id if attendee else None,
        how=sight.how,
        outcome=outcome,
        scanned_at=scanned_at,
    )


def _stored(scanner: Person, uuid: str) -> Scan:
    scan = Scan.by(scanner).where(Scan.uuid == uuid).first()
    assert scan is not None
    return scan


def _holds(owner: Person, subject: Person) -> bool:
    """The other scanned too, or gave a card in another way: then both have given."""
    return Contact.held_by(owner).where(Contact.subject_id == subject.id).any()


def _would_ask_too_much(scanner: Person, sight: Sight) -> bool:
    attendee = _seen(sight)
    asked = CardRequest.open_from(scanner).where(CardRequest.asked_id == attendee.person_id).any()
    return not asked and not limits.may_ask_more(scanner, attendee.event)


def _seen(sight: Sight) -> Attendee:
    assert sight.attendee is not None
    return sight.attendee
