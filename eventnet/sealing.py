"""Secrets that rest in the database under a key that does not: AES-256-GCM (NIST SP 800-38D).

A backup or a dump alone opens nothing. Each purpose has a key of its own, made from the secret key by HKDF-SHA256
(RFC 5869), so what was sealed for one row or use is not taken for another's. `cryptography` is loaded on first use.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from eventnet.addresses import settings

NONCE_BYTES = 12


class CannotUnseal(Exception):
    """Sealed under another secret key or for another purpose, or changed since."""


def seal(data: bytes, purpose: str) -> bytes:
    """nonce, 12 bytes | ciphertext | tag, 16 bytes"""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key(purpose)).encrypt(nonce, data, None)


def unseal(sealed: bytes, purpose: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_key(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except (InvalidTag, ValueError):
        raise CannotUnseal(purpose) from None


def token_of(words: str, purpose: str) -> str:
    """Sealed words in base64url without filling (RFC 4648, 5): an address that says by itself whom it is about.

    It needs no row, so it works as long as the letter with it lies in a mailbox.
    """
    return urlsafe_b64encode(seal(words.encode(), purpose)).rstrip(b"=").decode()


def words_of(token: str, purpose: str) -> str | None:
    """None: changed, of another purpose, or sealed under a key that is no more."""
    try:
        return unseal(urlsafe_b64decode(token + "=" * (-len(token) % 4)), purpose).decode()
    except (CannotUnseal, ValueError):
        return None


def keyed(text: str, purpose: str) -> bytes:
    """HMAC-SHA256, 32 bytes: the same for the same text, and nobody without the secret key can make or check it."""
    key = hmac.digest(settings().signing_key.encode(), b"eventnet keyed 1|" + purpose.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256")


def _key(purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), length=32, salt=None, info=b"eventnet seal 1|" + purpose.encode())
    return derived.derive(settings().signing_key.encode())
