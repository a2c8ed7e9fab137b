"""The code that proves presence: it changes while it is shown, and the phone makes it without a network.

A photo of a badge works for ever, a photo of a live code for a minute. `tests/exchange/vectors/live.json`
holds examples for the other implementation, the one on the phone.

    live proof     20 characters = base32(step, 32 bits big endian | first 64 bits of
                   HMAC-SHA256(key, "eventnet live 1" | badge, ASCII | step)), step = unix time // 30
    spoken proof   4 characters = base32(first 20 bits of
                   HMAC-SHA256(key, "eventnet spoken 1" | badge, ASCII | step)), step = unix time // 60
"""

import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from eventnet.codes import base32_decode, base32_encode, clean_code, is_code

BADGE_LENGTH = 16
PROOF_LENGTH = 20
HANDLE_LENGTH = SPOKEN_PROOF_LENGTH = 4

LIVE_SECONDS = 30
LIVE_TOLERANCE = 2
SPOKEN_SECONDS = 60
SPOKEN_TOLERANCE = 1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Read(NamedTuple):
    """What a code says, before anybody asked whether it is true. Clean; what this kind has not is ""."""

    kind: Literal["live", "badge", "spoken"]
    badge: str = ""
    handle: str = ""
    proof: str = ""


def proof(key: bytes, badge: str, at: datetime) -> str:
    """What the phone of `badge` shows at that moment: 20 characters."""
    return base32_encode(_live(key, badge, _step(at, LIVE_SECONDS)))


def proven_step(key: bytes, badge: str, proof: str) -> int | None:
    """The step at which this proof was made, or None if the key did not make it. Constant time."""
    try:
        made = base32_decode(proof, 12)
    except ValueError:
        return None
    step = int.from_bytes(made[:4], "big")
    return step if hmac.compare_digest(_live(key, badge, step), made) else None


def is_fresh(step: int, at: datetime) -> bool:
    """Within two steps: a minute for slow hands and for clocks that are a little wrong."""
    return abs(step - _step(at, LIVE_SECONDS)) <= LIVE_TOLERANCE


def spoken_proof(key: bytes, badge: str, at: datetime) -> str:
    """The changing half of the spoken code: 4 characters. Guessable in a million tries, so count them."""
    return _spoken(key, badge, _step(at, SPOKEN_SECONDS))


def spoken_matches(key: bytes, badge: str, proof: str, at: datetime) -> bool:
    """True in the minute it was spoken, the one before and the one after. Constant time."""
    if not is_code(proof, SPOKEN_PROOF_LENGTH):
        return False
    step = _step(at, SPOKEN_SECONDS)
    near = range(max(0, step - SPOKEN_TOLERANCE), step + SPOKEN_TOLERANCE + 1)
    return any([hmac.compare_digest(_spoken(key, badge, each), proof) for each in near])


# Upper case is what a badge prints, since a QR code packs it tighter; a person types either.
_ADDRESS = re.compile(
    r"(?:(?:https?://)?(?P<host>[a-z0-9.-]+)(?::[0-9]{1,5})?)?"
    r"/(?P<room>[bp])/(?P<badge>[0-9a-z-]{1,40})(?:\.(?P<proof>[0-9a-z]{0,40}))?/?(?:[?#].*)?",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)


def reads_as(text: str, host: str) -> Read | None:
    """What a camera read or a person typed, or None if it is not a code of `host`. Ports do not matter.

    Takes our addresses with or without scheme, host, query and fragment, a bare badge code and a spoken code.
    """
    text = text.strip()
    if address := _ADDRESS.fullmatch(text):
        return _address_reads_as(address, host)
    code = clean_code(text[:80])
    if is_code(code, HANDLE_LENGTH + SPOKEN_PROOF_LENGTH):
        return Read("spoken", handle=code[:HANDLE_LENGTH], proof=code[HANDLE_LENGTH:])
    return Read("badge", badge=code) if is_code(code, BADGE_LENGTH) else None


def _address_reads_as(address: re.Match[str], host: str) -> Read | None:
    if address["host"] and address["host"].lower() != host.lower().partition(":")[0]:
        return None
    badge, proof = clean_code(address["badge"]), clean_code(address["proof"] or "")
    if not is_code(badge, BADGE_LENGTH):
        return None
    # A damaged proof is worth as much as a stale one: the badge is still a badge.
    if address["room"] in "pP" and is_code(proof, PROOF_LENGTH):
        return Read("live", badge=badge, proof=proof)
    return Read("badge", badge=badge)


def _live(key: bytes, badge: str, step: int) -> bytes:
    counted = step.to_bytes(4, "big")
    return counted + _hmac(key, b"eventnet live 1", badge, counted)[:8]


def _spoken(key: bytes, badge: str, step: int) -> str:
    return base32_encode(_hmac(key, b"eventnet spoken 1", badge, step.to_bytes(4, "big"))[:3])[:4]


def _hmac(key: bytes, purpose: bytes, badge: str, counted: bytes) -> bytes:
    return hmac.digest(key, purpose + badge.encode("ascii") + counted, "sha256")


def _step(at: datetime, seconds: int) -> int:
    """Whole steps since 1970. A time without a zone raises TypeError."""
    return (at - _EPOCH) // timedelta(seconds=seconds)
