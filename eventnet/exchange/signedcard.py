"""The card that a live code carries after its `#`: a phone without a network shows it at once, and can believe it.

    base32( 01 | key number, 2 B big endian | expiry, 4 B unix seconds | name 1F headline 1F organisation, UTF-8
            | ES256 signature, 64 B r||s )
    signed: "eventnet card 1" | badge, 16 ASCII | all before the signature

The badge is signed with it, so a card cannot be put beside another badge. `tests/exchange/vectors/cards.json` holds
examples for other implementations. Reading never fails but with ValueError, as anybody may print such a code.
"""

from datetime import UTC, datetime

from msgspec import Struct

from eventnet.codes import base32_decode, base32_encode
from eventnet.events.signing import Signer
from eventnet.exchange.shortening import Fields, shortened

VERSION = b"\x01"
HEAD, SIGNATURE = 7, 64  # bytes
SEPARATOR = "\x1f"
PURPOSE = b"eventnet card 1"
LAST_SECOND = 2**32 - 1

# The whole code is a QR of version 13 at level M at most: 334 data codewords (ISO/IEC 18004, tables 7 and 9), in three
# segments: the address in capitals, "#", the card. From version 10 on counts take 11 bits (letters) and 16 (bytes).
MOST_BITS = 334 * 8
_LETTERS = 4 + 11
_BYTES = 4 + 16
_END = 4
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


class SignedCard(Struct, frozen=True):
    """What a card says, believed or not."""

    number: int
    expires_at: datetime
    fields: Fields


def unsigned(number: int, expires_at: datetime, fields: Fields, address: str) -> bytes | None:
    """What is to be signed, shortened so that it fits beside `address` (in capitals); None if no name fits there."""
    short = shortened(fields, _room_beside(address) - HEAD - SIGNATURE)
    if short is None:
        return None
    expiry = min(int(expires_at.timestamp()), LAST_SECOND)
    return VERSION + number.to_bytes(2, "big") + expiry.to_bytes(4, "big") + SEPARATOR.join(short).encode()


def signed(body: bytes, badge: str, signer: Signer) -> str:
    """The text after the `#`."""
    return base32_encode(body + signer.sign(_message(badge, body)))


def read(text: str) -> SignedCard:
    body, _signature = _halves(text)
    name, headline, organisation = body[HEAD:].decode().split(SEPARATOR)
    if not name:
        raise ValueError("a card without a name")
    expires_at = datetime.fromtimestamp(int.from_bytes(body[3:HEAD], "big"), UTC)
    return SignedCard(int.from_bytes(body[1:3], "big"), expires_at, Fields(name, headline, organisation))


def is_signed_by(text: str, badge: str, public: bytes, at: datetime) -> bool:
    """True if the key with this public point (65 bytes) signed the card for this badge, and it has not expired."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        card, (body, signature) = read(text), _halves(text)
        r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
        key.verify(encode_dss_signature(r, s), _message(badge, body), ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return at <= card.expires_at


def bits(address: str, card_characters: int) -> int:
    """What the whole code takes, with its end mark."""
    if set(address) <= _ALPHANUMERIC:
        before = _LETTERS + _letters(len(address)) + _BYTES + 8
    else:
        before = _BYTES + 8 * len(f"{address}#".encode())
    return before + _LETTERS + _letters(card_characters) + _END


def _room_beside(address: str) -> int:
    """Bytes of a card: 5 bits a character, two characters in 11 bits, an odd one in 6."""
    left = MOST_BITS - bits(address, 0)
    characters = max(0, left // 11 * 2 + (left % 11 >= 6))
    return characters * 5 // 8


def _letters(characters: int) -> int:
    return characters // 2 * 11 + characters % 2 * 6


def _message(badge: str, body: bytes) -> bytes:
    return PURPOSE + badge.encode("ascii") + body


def _halves(text: str) -> tuple[bytes, bytes]:
    whole = base32_decode(text.upper(), len(text) * 5 // 8)
    if len(whole) <= HEAD + SIGNATURE or whole[:1] != VERSION:
        raise ValueError("not a card of this version")
    return whole[:-SIGNATURE], whole[-SIGNATURE:]
