"""What was decided becomes rows: a few statements for one scan and for two hundred.

Always in the same order, so that nobody waits in a circle: the scanner's turn (turns.py), scans, encounters, card
requests, contacts, each sorted by its key. Whoever acts for two people at once (a block, a withdrawal, a card given
back) takes the turns of both, and so never in the middle of this.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, literal_column, select, update
from sqlalchemy.engine import CursorResult

from eventnet.clock import now
from eventnet.codes import codes_alike, new_code
from eventnet.db import db, insert_into
from eventnet.exchange import consent
from eventnet.exchange.deciding import Decided, Gift, Pair, is_asked_anew
from eventnet.exchange.looking import Place
from eventnet.exchange.models import Block, CardRequest, Contact, Encounter, Scan
from eventnet.exchange.turns import take_turn
from eventnet.people.models import Person, shared_fields
from eventnet.prepared import Prepared, PreparedRows

scan, encounter, request, contact, person = (
    cast(Table, model.__table__) for model in (Scan, Encounter, CardRequest, Contact, Person)
)
Key = tuple[int, int, int]
Statement = Callable[[str], Any]  # made for a dialect


def store_scans(connection: Connection, decided: Decided) -> set[str]:
    """The ids that are new; others were stored by somebody faster. From here on it is this scanner's turn."""
    rows = [_scan(decided, uuid) for uuid in sorted(decided.outcomes)]
    if len(rows) == 1:
        one = {f"new_{name}": value for name, value in rows[0].items()}
        stored = _prepared(_one_scan, connection.dialect.name).run(connection, one)
    else:
        take_turn(connection, decided.me.id)
        stored = _run(connection, _many_scans, rows)
    return {uuid for (uuid,) in stored}


def count_meetings(connection: Connection, decided: Decided, counted: Collection[Key]) -> bool:
    """Each pair's encounters, whose rows are ours until the commit. False if anything has come in between."""
    keys = sorted(set(decided.meetings) - set(counted))
    if not keys:
        return True
    rows = [_encounter(key, decided) for key in keys]
    counts = _run(connection, _encounters, rows)
    found = {(row.event_id, row.first_id, row.second_id): row for row in counts}
    return all(found[key].turn == decided.meetings[key].turn + 1 and not found[key].is_blocked for key in keys)


def correct_outcomes(connection: Connection, before: Decided, after: Decided) -> None:
    changed = [uuid for uuid in after.outcomes if after.outcomes[uuid] != before.outcomes[uuid]]
    if changed:
        mine = (scan.c.scanner_id == before.me.id, scan.c.uuid == bindparam("of"))
        correction = update(scan).where(*mine).values(outcome=bindparam("came"))
        connection.execute(correction, [{"of": uuid, "came": after.outcomes[uuid]} for uuid in changed])


def exchange(connection: Connection, decided: Decided) -> dict[int, str]:
    """Requests and cards. By person the code of their card, for all whose card is given now."""
    pairs = list(decided.pairs.values())
    asked = [pair.asks for pair in pairs if pair.asks and is_asked_anew(pair.asks)]
    if asked:
        rows = [_request(decided.me.id, place) for place in asked]
        _run(connection, _requests, sorted(rows, key=lambda row: row["asked_id"]))
    if answered := sorted(_answered(pairs)):
        is_open = (request.c.id.in_(answered), request.c.answered_at.is_(None))
        connection.execute(update(request).where(*is_open).values(answered_at=now(), given_back=True))
    cards = sorted(_cards(decided.me, pairs), key=lambda row: (row["owner_id"], row["subject_id"]))
    for card, code in zip(cards, codes_alike(len(cards)), strict=True):
        card["code"] = code
    if not cards:
        return {}
    given = _run(connection, _contacts, cards)
    return {row.subject_id: row.code for row in given if row.owner_id == decided.me.id}


def _answered(pairs: Iterable[Pair]) -> Iterable[int]:
    """Who gives a card answers the request for it."""
    for pair in pairs:
        if pair.mine and pair.place.asked_id is not None and pair.place.asked_answered_at is None:
            yield pair.place.asked_id
        if pair.theirs and pair.place.asking_id is not None and pair.place.asking_answered_at is None:
            yield pair.place.asking_id


def _cards(me: Any, pairs: Iterable[Pair]) -> Iterable[dict[str, Any]]:
    """Giving again changes nothing, unless the card had ended, or more or less is given, or it is another event."""
    ours = shared_fields(me.shared)
    for pair in pairs:
        place = pair.place
        if pair.mine and _held(place, "given") != (pair.mine.place.event_id, ours):
            yield _card(place.subject_id, me.id, pair.mine, ours, me.card_life_days)
        if pair.theirs:
            fields, before = shared_fields(place.subject_shared), _held(place, "theirs")
            if before != (pair.theirs.place.event_id, fields):
                yield _card(me.id, place.subject_id, pair.theirs, fields, place.subject_card_life_days)


def _held(place: Place, prefix: str) -> tuple[int, list[str]] | None:
    """Event and fields of a card that is alive."""
    if getattr(place, f"{prefix}_code") is None:
        return None
    event_id, fields, until, withdrawn_at = (
        getattr(place, f"{prefix}_{name}") for name in ("event_id", "fields", "until", "withdrawn_at")
    )
    return None if withdrawn_at is not None or (until is not None and until <= now()) else (event_id, fields)


def _scan(decided: Decided, uuid: str) -> dict[str, Any]:
    sight = decided.sights[uuid]
    return {
        "scanner_id": decided.me.id,
        "uuid": uuid,
        "event_id": sight.event_id,
        "attendee_id": sight.place.attendee_id if sight.place else None,
        "how": sight.how,
        "outcome": decided.outcomes[uuid],
        "scanned_at": sight.scanned_at,
        "received_at": now(),
    }


def _encounter(key: Key, decided: Decided) -> dict[str, Any]:
    meeting = decided.meetings[key]
    of = dict(zip(("event_id", "first_id", "second_id"), key, strict=True))
    return of | {"how": meeting.how, "met_at": meeting.met_at, "turn": 1}


def _request(asker_id: int, place: Place) -> dict[str, Any]:
    of = {"asker_id": asker_id, "asked_id": place.subject_id, "event_id": place.event_id}
    return of | {"code": new_code(), "asked_at": now()}


def _card(owner_id: int, subject_id: int, gift: Gift, fields: list[str], life_days: int) -> dict[str, Any]:
    at = now()
    return {
        "code": "",
        "owner_id": owner_id,
        "subject_id": subject_id,
        "event_id": gift.place.event_id,
        "how": gift.how,
        "fields": fields,
        "consent_text": consent.CURRENT,
        "given_at": at,
        "until": Person.end_of_card(at, life_days),
    }


SCANNED = ("uuid", "event_id", "attendee_id", "how", "outcome", "scanned_at", "received_at")


@cache
def _one_scan(_dialect: str) -> Any:
    """Takes the turn and stores the scan in one statement."""
    values = (bindparam(f"new_{name}", type_=scan.c[name].type) for name in SCANNED)
    turn = select(person.c.id, *values).where(person.c.id == bindparam("new_scanner_id"))
    turn = turn.with_for_update(key_share=True)
    stored = insert_into(scan).from_select(["scanner_id", *SCANNED], turn, include_defaults=False)
    return stored.on_conflict_do_nothing().returning(scan.c.uuid)


@cache
def _many_scans(_dialect: str) -> Any:
    return insert_into(scan).on_conflict_do_nothing().returning(scan.c.uuid)


@cache
def _encounters(_dialect: str) -> Any:
    key = (encounter.c.event_id, encounter.c.first_id, encounter.c.second_id)
    its: dict[str, Any] = {name: literal_column(f"encounter.{name}") for name in ("first_id", "second_id")}
    between = Block.between(its["first_id"], its["second_id"])  # of the row itself, which no snapshot has yet
    is_blocked = select(Block.id).where(between).exists().label("is_blocked")
    counted = insert_into(encounter).on_conflict_do_update(index_elements=key, set_={"turn": encounter.c.turn + 1})
    return counted.returning(*key, encounter.c.turn, is_blocked)


@cache
def _requests(_dialect: str) -> Any:
    asked = insert_into(request)
    anew = {"event_id": asked.excluded.event_id, "asked_at": asked.excluded.asked_at}
    return asked.on_conflict_do_update(
        index_elements=(request.c.asker_id, request.c.asked_id),
        set_=anew | {"answered_at": None, "given_back": None},
        where=request.c.answered_at.is_not(None) & (request.c.event_id != asked.excluded.event_id),
    )


@cache
def _contacts(_dialect: str) -> Any:
    """A card that was given before keeps its code."""
    given = insert_into(contact)
    terms = ("event_id", "how", "fields", "consent_text", "given_at", "until", "withdrawn_at")
    renewed = given.on_conflict_do_update(
        index_elements=(contact.c.owner_id, contact.c.subject_id), set_={name: given.excluded[name] for name in terms}
    )
    return renewed.returning(contact.c.owner_id, contact.c.subject_id, contact.c.code)


def _run(connection: Connection, make: Statement, rows: list[dict[str, Any]]) -> CursorResult[Any]:
    """All rows have the same columns. One alone needs no packing."""
    columns, dialect = tuple(rows[0]), connection.dialect.name
    if len(rows) == 1:
        return _prepared(make, dialect, columns).run(connection, rows[0])
    return _prepared_rows(make, dialect, columns).run(connection, rows)


@cache
def _prepared(make: Statement, dialect: str, columns: tuple[str, ...] = ()) -> Prepared:
    return Prepared(make(dialect), columns, db.engine.dialect)


@cache
def _prepared_rows(make: Statement, dialect: str, columns: tuple[str, ...]) -> PreparedRows:
    return PreparedRows(make(dialect), columns, db.engine.dialect)
