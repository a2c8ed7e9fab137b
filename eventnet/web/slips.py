"""A tap from a letter that may have been a slip: for an hour the browser that made it may take it back.

Letters are quoted and forwarded. So whoever holds a link may end something with it, and never undo what its reader
wished: that is for the browser that has just ended it, or for the reader, signed in.
"""

from datetime import timedelta
from typing import Any

from flask import session

from eventnet.clock import now
from eventnet.codes import fingerprint

KEPT = "slips"
MOST_KEPT = 4
LIFE = timedelta(hours=1)


def keep(what: str, before: Any) -> None:
    """`what` names the tap, whichever letter it came from; `before` what it has changed, as JSON has it.

    None: it changed nothing, so nothing can be taken back.
    """
    if before is not None:
        kept = {key: slip for key, slip in session.get(KEPT, {}).items() if key != _key(what)}
        session[KEPT] = dict([*kept.items(), (_key(what), [now().timestamp(), before])][-MOST_KEPT:])


def before(what: str) -> Any | None:
    """None: this browser has not made that tap, or not of late."""
    made_at, found = session.get(KEPT, {}).get(_key(what), (0, None))
    return found if now().timestamp() - made_at < LIFE.total_seconds() else None


def _key(what: str) -> str:
    return fingerprint(what, "slip")[:16]
