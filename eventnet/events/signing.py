"""What signs the cards of an event: ES256 (RFC 7518, 3.4), one key at a time, made when it is first needed.

A new key gets the next number. The old one is still published as long as a card that it signed may be valid. When the
secret key of the server was changed, the private keys that it sealed are gone: a new one is made and signs from then
on, and the old public keys stay published, so that cards already handed out are still good.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from eventnet.clock import now
from eventnet.db import db, insert_once
from eventnet.events.models import Event, SigningKey
from eventnet.rows import Rows
from eventnet.sealing import CannotUnseal, seal, unseal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

COORDINATE = 32  # bytes of x, of y, of r and of s
AFTER_THE_EVENT = timedelta(days=1)
AT_LEAST = timedelta(days=7)


class Signer(Struct, frozen=True):
    """The key that signs now, opened."""

    number: int
    private: "EllipticCurvePrivateKey"

    def sign(self, message: bytes) -> bytes:
        """r and s, 32 bytes each (RFC 7518, 3.4)."""
        from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
        from cryptography.hazmat.primitives.hashes import SHA256

        r, s = decode_dss_signature(self.private.sign(message, ECDSA(SHA256())))
        return r.to_bytes(COORDINATE, "big") + s.to_bytes(COORDINATE, "big")


def signers(events: Collection[Event]) -> dict[int, Signer]:
    """By the id of the event; an event that has no key yet, or none that opens, is not in it."""
    return _signers_among(_keys_of(events))


def make_missing(events: Collection[Event]) -> None:
    """A key for each that `signers` left out. Whoever comes second at the same moment uses the key of the first: both
    have read the same numbers, so they make the same next one."""
    keys = _keys_of(events).all()
    there = _signers_among(keys)
    for event in events:
        if event.id not in there:
            _make(event, [key.number for key in keys if key.event_id == event.id])


def rotate(event: Event) -> SigningKey:
    """From now on a new key signs; with it the old ones have their last day in sight."""
    keys = _keys_of([event]).all()
    for key in keys:
        key.retired_at = key.retired_at or now()
    db.session.flush()
    return _make(event, [key.number for key in keys])


def published(events: Collection[Event]) -> list[SigningKey]:
    """Every key under which a card may still be valid, those of an event together, the newest first."""
    events_by_id = {event.id: event for event in events}
    return [key for key in _keys_of(events) if _may_have_valid_cards(key, events_by_id[key.event_id])]


def card_expires_at(event: Event, signed_at: datetime) -> datetime:
    """A day after the event, or a week from now: the end of that day (UTC), so that it stays the same all day."""
    last = max(event.ends_at + AFTER_THE_EVENT, signed_at + AT_LEAST)
    return last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def coordinates(key: SigningKey) -> tuple[bytes, bytes]:
    """x and y of the public point (SEC 1, 2.3.3: 04 | x | y)."""
    return key.public[1 : 1 + COORDINATE], key.public[1 + COORDINATE :]


def _signers_among(keys: Iterable[SigningKey]) -> dict[int, Signer]:
    """The newest that opens, for each event; keys come with the newest first."""
    found: dict[int, Signer] = {}
    for key in keys:
        if key.retired_at is None and key.event_id not in found and (signer := _opened(key)):
            found[key.event_id] = signer
    return found


def _make(event: Event, taken: list[int]) -> SigningKey:
    number = 1 + max(taken, default=0)
    private, public = _new_pair()
    sealed = seal(private, _purpose(event.id, number))
    insert_once(SigningKey, event_id=event.id, number=number, sealed=sealed, public=public, made_at=now())
    made = SigningKey.of(event).where(SigningKey.number == number).first()
    assert made is not None
    return made


def _new_pair() -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    private = generate_private_key(SECP256R1())
    scalar = private.private_numbers().private_value.to_bytes(COORDINATE, "big")
    return scalar, private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _opened(key: SigningKey) -> Signer | None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

    try:
        scalar = unseal(key.sealed, _purpose(key.event_id, key.number))
    except CannotUnseal:
        return None
    return Signer(key.number, derive_private_key(int.from_bytes(scalar, "big"), SECP256R1()))


def _purpose(event_id: int, number: int) -> str:
    return f"signing key {event_id} {number}"


def _keys_of(events: Iterable[Event]) -> Rows[SigningKey]:
    wanted = SigningKey.event_id.in_([event.id for event in events])
    return Rows(SigningKey).where(wanted).order_by(SigningKey.event_id, SigningKey.number.desc())


def _may_have_valid_cards(key: SigningKey, event: Event) -> bool:
    return key.retired_at is None or now() <= card_expires_at(event, key.retired_at)
