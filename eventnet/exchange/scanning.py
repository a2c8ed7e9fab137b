"""One rule for every way in: what a scan of a code gives to whom.

To scan somebody is to give them your card and to ask for theirs. A code that changes is shown on purpose, so it
gives theirs at once; a printed badge only asks, unless its owner chose otherwise.

First everything is read, without a lock (`read_scans`), then written in one go (`recording.record`): as few statements
for two hundred scans as for one. Whether somebody was faster in between is found out by the count of each pair's
encounters, which both sides of a meeting count up: then it is read again, and decided anew.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from eventnet.addresses import settings
from eventnet.codes import is_code
from eventnet.db import db
from eventnet.exchange import formerly, limits
from eventnet.exchange.answers import Answer, known_answers
from eventnet.exchange.deciding import Prospect, Sighted, decide, prospect
from eventnet.exchange.drafting import Draft
from eventnet.exchange.livecode import Read, reads_as
from eventnet.exchange.looking import Looked, Place, Who, look
from eventnet.exchange.recognising import Sight, badge_works, proves
from eventnet.exchange.recording import Reading, record, was_signed_in
from eventnet.exchange.schemas import Reported
from eventnet.exchange.tickets import badges_of_tickets, may_be_ticket
from eventnet.people.models import FormerCode, Person
from eventnet.refusals import Refused


def record_scan(scanner: Person, uuid: str, code: str, scanned_at: datetime) -> Answer:
    """The phone makes the id of a scan; the same id again is the same answer, and nothing happens twice."""
    db.session.flush()
    connection = db.session.connection()
    reading = read_scans(connection, Who("id", scanner.id), [Reported(uuid, code, scanned_at)])
    assert reading is not None
    return record(connection, reading).answers()[uuid]


def read_scans(connection: Connection, who: Who, scans: Iterable[Reported]) -> Reading | None:
    """None when the device that asks is signed out."""
    once = {scan.id: scan for scan in reversed(list(scans))}
    host = settings().host
    reads = {scan.id: reads_as(scan.code, host) for scan in once.values()}
    if tickets := [scan for scan in once.values() if may_be_ticket(scan.code, reads[scan.id])]:
        reads |= _ticket_holders(connection, who, tickets)
    badges = sorted({read.badge for read in reads.values() if read and read.badge})
    looked = look(connection, who, "badge", badges, sorted(once))
    if looked is None:
        return None
    if current := formerly.current_badges(connection, set(badges) - {place.badge for place in looked.places}):
        reads, badges = formerly.as_today(reads, current), sorted({current.get(badge, badge) for badge in badges})
        looked = look(connection, who, "badge", badges, sorted(once)) or looked
    me = looked.me
    known = known_answers(connection, me.id, me.language, sorted(once)) if me.has_known else {}
    new = [scan for uuid, scan in once.items() if uuid not in known][::-1]
    return _read(connection, looked, [(scan, reads[scan.id]) for scan in new], known)


def _read(
    connection: Connection, looked: Looked, new: list[tuple[Reported, Read | None]], known: dict[str, Answer]
) -> Reading:
    by_badge = {place.badge: place for place in looked.places}
    spoken = [(scan, read) for scan, read in new if read and read.kind == "spoken"]
    sights = [
        _sighted(scan, read, by_badge.get(read.badge) if read else None)
        for scan, read in new
        if read is None or read.kind != "spoken"
    ]
    allowance = limits.allowance(connection, looked.me, len(new))
    draft = Draft(decide(looked.me, sights, allowance, {}), connection.dialect.name)
    return Reading(looked, sights, spoken, allowance, draft, known)


def _ticket_holders(connection: Connection, who: Who, scans: list[Reported]) -> dict[str, Read]:
    """A ticket of another shop counts as the badge of whoever it was sold to."""
    badges = badges_of_tickets(connection, who.by, who.value, {scan.code for scan in scans})
    return {scan.id: Read("badge", badge=badges[scan.code]) for scan in scans if scan.code in badges}


def insist_on(me: Any, whose: str | None) -> None:
    """A phone says whose scans it hands in: another person's, kept from before, are never taken for mine."""
    if whose is None or whose == me.code:
        return
    formerly = select(FormerCode.code).where(FormerCode.code == whose, FormerCode.person_id == me.id)
    if not is_code(whose, len(me.code)) or db.session.scalar(formerly) is None:
        raise Refused("another-person", _("These scans were made by somebody else. They stay on this phone."))


def outlook(scanner: Person | None, sight: Sight, has_theirs: bool) -> Prospect:
    """What a scan would give, for the page that offers it; nobody in particular scans without a profile."""
    attendee = sight.attendee
    if attendee is None:
        return "unknown"
    is_self = scanner is not None and attendee.person_id == scanner.id
    return prospect(is_self, attendee.sharing, sight.shows_consent, has_theirs)


def _sighted(scan: Reported, read: Read | None, place: Place | None) -> Sighted:
    """A live code that is not fresh, or not proven, counts as the badge in it."""
    at = scan.scanned_at
    if read is None or place is None:
        return Sighted(scan.id, at, "badge", None)
    if proves(read, place.live_key, place, at) and was_signed_in(place, at):
        return Sighted(scan.id, at, "live", place)
    return Sighted(scan.id, at, "badge", place if badge_works(place, at) else None)
