"""What most scans come to, that two people give each other their card, is one question to PostgreSQL.

Its statements and their order are those of `writing`. Where somebody was faster nothing is stored: then the scan goes
the long way, step by step.
"""

from functools import cache

from sqlalchemy import Connection, Dialect

from eventnet.exchange.drafting import STALE, Draft
from eventnet.exchange.statements import contact
from eventnet.prepared import Prepared
from eventnet.routines import Routine, Step

IS_NEW = "stored.uuid IS NOT NULL"
IS_FIRST = "stored.turn = %(expected)s::INTEGER AND NOT stored.is_blocked"
IS_FRESH = f"clock_timestamp() < statement_timestamp() + interval '{STALE.total_seconds()} s'"


def store(connection: Connection, draft: Draft) -> dict[int, str] | None:
    """By person the code of their card. None if nothing was stored."""
    if connection.dialect.name != "postgresql" or not draft.gives_both or draft.is_stale:
        return None
    (meeting,) = draft.decided.meetings.values()
    scans, encounters, cards = sheets = (draft.scans, draft.encounters, draft.cards)
    routine = _routine(*(sheet.statement for sheet in sheets), connection.dialect)
    values = (scans.values, encounters.values | {"expected": meeting.turn + 1}, cards.values)
    rows = routine.run(connection, values)
    return None if rows is None else draft.codes_for_me(rows)


@cache
def _routine(scan: Prepared, encounter: Prepared, cards: Prepared, dialect: Dialect) -> Routine:
    steps = (Step(scan, IS_NEW), Step(encounter, f"{IS_FIRST} AND {IS_FRESH}"))
    return Routine("store_scan", steps, cards, (contact.c.owner_id, contact.c.subject_id, contact.c.code), dialect)
