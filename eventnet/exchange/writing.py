"""What was drafted is stored: a few statements for one scan and for two hundred.

Always in the same order, so that nobody waits in a circle: the scanner's turn (turns.py), scans, encounters, card
requests, contacts, each sorted by its key. Whoever acts for two people at once (a block, a withdrawal, a card given
back) takes the turns of both, and so never in the middle of this.
"""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, update

from eventnet.clock import now
from eventnet.exchange.deciding import Decided
from eventnet.exchange.drafting import Draft, Key
from eventnet.exchange.statements import request, scan
from eventnet.exchange.turns import take_turn


def store_scans(connection: Connection, draft: Draft) -> set[str]:
    """The ids that are new; others were stored by somebody faster. From here on it is this scanner's turn."""
    if not draft.is_of_one:  # which takes it as well
        take_turn(connection, draft.decided.me.id)
    return {uuid for (uuid,) in draft.scans.store(connection)}


def count_meetings(connection: Connection, draft: Draft, counted: Collection[Key]) -> bool:
    """Each pair's encounters, whose rows are ours until the commit. False if anything has come in between."""
    meetings = draft.decided.meetings
    sheet = draft.of_encounters(sorted(set(meetings) - set(counted))) if counted else draft.encounters
    return all(
        turn == meetings[event_id, first_id, second_id].turn + 1 and not is_blocked
        for event_id, first_id, second_id, turn, is_blocked in sheet.store(connection)
    )


def correct_outcomes(connection: Connection, before: Decided, after: Decided) -> None:
    changed = [uuid for uuid in after.outcomes if after.outcomes[uuid] != before.outcomes[uuid]]
    if changed:
        mine = (scan.c.scanner_id == before.me.id, scan.c.uuid == bindparam("of"))
        correction = update(scan).where(*mine).values(outcome=bindparam("came"))
        connection.execute(correction, [{"of": uuid, "came": after.outcomes[uuid]} for uuid in changed])


def exchange(connection: Connection, draft: Draft) -> dict[int, str]:
    """Requests and cards. By person the code of their card, for all whose card is given now."""
    draft.requests.store(connection)
    if draft.answered:
        is_open = (request.c.id.in_(draft.answered), request.c.answered_at.is_(None))
        connection.execute(update(request).where(*is_open).values(answered_at=now(), given_back=True))
    return draft.codes_for_me(draft.cards.store(connection))
