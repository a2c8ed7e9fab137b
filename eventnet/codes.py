"""Everything that must be hard to guess, and the cleaning of codes that people type.

Codes are Crockford base32 (https://www.crockford.com/base32.html): no I, L, O, U, so that a code survives
a badly lit badge and a bad handwriting. Secrets are for links and cookies and are never typed.
"""

import hashlib
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_CHARACTERS = frozenset(ALPHABET)
_OF_A_BYTE = bytes(ord(ALPHABET[byte & 31]) for byte in range(256))
_TO_PYTHON = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")  # what int(_, 32) reads
_LOOKALIKES = str.maketrans("ILO", "110")


def new_code(length: int = 16) -> str:
    """A public code, 5 bits a character: 16 characters are 80 bits."""
    return secrets.token_bytes(length).translate(_OF_A_BYTE).decode("ascii")


def codes_alike(number: int) -> list[str]:
    """Public codes of rows that are stored together: the first half is the same, so that an index has them on one page.

    The other half alone is 40 bits.
    """
    common, others = new_code(8), new_code(8 * number)
    return [common + others[start : start + 8] for start in range(0, 8 * number, 8)]


def clean_code(text: str) -> str:
    """What somebody typed, as we would have printed it: upper case, look-alikes mended, no spaces or dashes.

    The result may still hold characters that no code has; `is_code` tells.
    """
    text = text.upper()
    if not (text.isascii() and text.isalnum()):
        text = "".join(character for character in text if not _separates(character))
    return text.translate(_LOOKALIKES)


def is_code(text: str, length: int) -> bool:
    """True for `length` characters of the alphabet, clean already."""
    return len(text) == length and _CHARACTERS.issuperset(text)


def new_secret() -> str:
    """256 bits, safe in a URL: 43 characters."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str, purpose: str) -> str:
    """What is stored of a secret: SHA-256, 64 hex digits. No purpose opens another one's door."""
    return hashlib.sha256(f"eventnet {purpose} 1|{secret}".encode()).hexdigest()


def six_digits() -> str:
    """A sign-in code to type. Weak by itself: it lives ten minutes and five tries."""
    return f"{secrets.randbelow(1_000_000):06}"


def base32_encode(data: bytes) -> str:
    """Most significant bit first; zero bits fill the last character."""
    length = _characters(len(data))
    number = int.from_bytes(data, "big") << (length * 5 - len(data) * 8)
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range((length - 1) * 5, -1, -5))


def base32_decode(text: str, length_bytes: int) -> bytes:
    """The exact inverse for clean text, so each value has one spelling. Raises ValueError."""
    if not is_code(text, _characters(length_bytes)):
        raise ValueError(f"not {length_bytes} bytes of base32")
    number = int("0" + text.translate(_TO_PYTHON), 32)
    filling = len(text) * 5 - length_bytes * 8
    if number & ((1 << filling) - 1):
        raise ValueError("the bits that fill the last character are not zero")
    return (number >> filling).to_bytes(length_bytes, "big")


def _characters(length_bytes: int) -> int:
    return (length_bytes * 8 + 4) // 5


def _separates(character: str) -> bool:
    """Spaces, all the dashes that phone keyboards make of a hyphen, and marks that cannot be seen."""
    return character.isspace() or unicodedata.category(character) in {"Pd", "Cf"} or character == "−"
