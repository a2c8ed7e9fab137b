"""The signed card: any card fits and reads back, and nothing but the event's own signature for that badge is believed.

`python -m tests.exchange.test_signedcard` writes the examples in vectors/cards.json anew.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from eventnet.codes import ALPHABET
from eventnet.events.signing import Signer
from eventnet.exchange import signedcard
from eventnet.exchange.shortening import Fields

FILE = Path(__file__).parent / "vectors" / "cards.json"
BADGE, OTHER_BADGE = "7K3M9QRTVWXYZ012", "0" * 16
ADDRESS = f"HTTPS://EVENTS.EXAMPLE.ORG/P/{BADGE}.{'0' * 20}"
LONG_ADDRESS = f"HTTPS://{'DEPARTMENT-OF-MECHANICAL-ENGINEERING.' * 3}UNI-LEIPZIG.DE/P/{BADGE}.{'0' * 20}"
EXPIRES = datetime(2026, 11, 28, tzinfo=UTC)
PRIVATE, OTHER = (ec.derive_private_key(int.from_bytes(bytes([n]) * 32, "big"), ec.SECP256R1()) for n in (7, 9))
SIGNER = Signer(258, PRIVATE)

one_line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.just(" "), max_size=400)
names = one_line.filter(lambda text: text.strip() != "")
fields = st.builds(Fields, names, one_line, one_line)


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    numbers = key.public_key().public_numbers()
    return b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")


def card(said: Fields, address: str = ADDRESS, badge: str = BADGE) -> str:
    body = signedcard.unsigned(SIGNER.number, EXPIRES, said, address)
    assert body is not None
    return signedcard.signed(body, badge, SIGNER)


def plainly_read(text: str) -> tuple[int, int, list[str], bytes, bytes]:
    """The same format, read a second time and differently."""
    bits = "".join(f"{ALPHABET.index(character):05b}" for character in text)
    whole = bytes(int(bits[place : place + 8], 2) for place in range(0, len(bits) - 7, 8))
    body, signature = whole[:-64], whole[-64:]
    assert body[0] == 1
    said = body[7:].decode().split("\x1f")
    return body[1] * 256 + body[2], int(body[3:7].hex(), 16), said, body, signature


def plainly_verified(text: str, badge: str, x: str, y: str) -> bool:
    *_said, body, signature = plainly_read(text)
    x_number, y_number = (int.from_bytes(urlsafe_b64decode(half + "="), "big") for half in (x, y))
    key = ec.EllipticCurvePublicNumbers(x_number, y_number, ec.SECP256R1()).public_key()
    halves = (int(signature[:32].hex(), 16), int(signature[32:].hex(), 16))
    try:
        key.verify(encode_dss_signature(*halves), b"eventnet card 1" + badge.encode() + body, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def vectors() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text())["cards"]


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["what"])
def test_the_examples_for_the_phone_hold_here_and_in_a_second_implementation(vector: dict[str, Any]):
    at, public = datetime.fromisoformat(vector["at"]), vector["key"]
    coordinates = b"".join(urlsafe_b64decode(public[half] + "=") for half in ("x", "y"))
    verified = signedcard.is_signed_by(vector["card"], vector["badge"], b"\x04" + coordinates, at)
    kid, expiry, said, *_rest = plainly_read(vector["card"])
    in_time = at.timestamp() <= expiry
    assert (
        verified == vector["verified"] == (plainly_verified(vector["card"], vector["badge"], **xy(public)) and in_time)
    )
    read = signedcard.read(vector["card"])
    assert list(read.fields) == said == [vector[name] for name in Fields._fields]
    assert (read.number, int(read.expires_at.timestamp())) == (kid, expiry) == (vector["kid"], vector["expires"])


def xy(public: dict[str, Any]) -> dict[str, str]:
    return {"x": public["x"], "y": public["y"]}


@given(fields, st.sampled_from([ADDRESS, LONG_ADDRESS, ADDRESS.lower()]))
def test_any_card_fits_and_reads_back(said: Fields, address: str):
    text = card(said, address)
    assert signedcard.bits(address, len(text)) <= signedcard.MOST_BITS
    read = signedcard.read(text)
    for given_, kept in zip(said, read.fields, strict=True):
        assert given_.strip().startswith(kept.removesuffix("…").rstrip())
    assert read.number == SIGNER.number
    assert read.expires_at == EXPIRES
    assert signedcard.is_signed_by(text, BADGE, point(PRIVATE), EXPIRES)


@given(fields)
def test_the_headline_goes_first_then_the_organisation_then_the_end_of_the_name(said: Fields):
    said = Fields(*(field.strip() for field in said))
    kept = signedcard.read(card(said)).fields
    if kept.organisation != said.organisation:
        assert kept.headline == ""
    if kept.name != said.name:
        assert (kept.headline, kept.organisation) == ("", "")
    if kept == said:
        assert said.size <= 190


def test_a_short_card_is_whole_and_a_long_one_ends_at_words():
    short = Fields("Ada Lindqvist", "Mechanical engineering, 5th term", "Leipzig University")
    assert signedcard.read(card(short)).fields == short
    long = signedcard.read(card(short._replace(headline="Words that go on " * 20))).fields
    assert long.headline.endswith("on…") or long.headline.removesuffix("…").split()[-1] in {"Words", "that", "go", "on"}
    assert long.headline.endswith("…")


def test_a_name_is_not_cut_inside_what_the_eye_sees_as_one():
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    for padding in range(40):
        kept = signedcard.read(card(Fields("A" * padding + family * 30, "", ""))).fields.name.removesuffix("…")
        assert kept.strip("A").replace(family, "") == ""


def test_what_separates_fields_does_not_stand_in_one():
    assert signedcard.read(card(Fields("Ada\x1fEve", "a\nb", "c\x00d"))).fields == Fields("Ada Eve", "a b", "c d")


def test_beside_an_address_that_fills_the_code_there_is_no_card():
    address = f"HTTPS://{'A' * 400}.ORG/P/{BADGE}"
    assert signedcard.unsigned(1, EXPIRES, Fields("Ada", "", ""), address) is None


def test_the_largest_code_is_a_version_13_to_a_real_encoder():
    """zxing-cpp chooses the smallest version by itself, and reads to the letter what it wrote."""
    whole = f"{ADDRESS}#{card(Fields('Ünal ' * 90, 'x', 'y'))}"
    written = zxingcpp.create_barcode(whole, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = zxingcpp.write_barcode_to_image(written, scale=1, add_quiet_zones=False)
    assert image.shape[0] == 17 + 4 * 13
    found = zxingcpp.read_barcode(zxingcpp.write_barcode_to_image(written, scale=4))
    assert found is not None
    assert found.text == whole


def test_a_changed_character_is_not_believed():
    text = card(Fields("Ada Lindqvist", "Student", "Leipzig"))
    for place, character in enumerate(text):
        changed = text[:place] + ALPHABET[(ALPHABET.index(character) + 1) % 32] + text[place + 1 :]
        assert not signedcard.is_signed_by(changed, BADGE, point(PRIVATE), EXPIRES)


def test_beside_another_badge_with_another_key_or_too_late_it_is_not_believed():
    text = card(Fields("Ada Lindqvist", "Student", "Leipzig"))
    assert signedcard.is_signed_by(text, BADGE, point(PRIVATE), EXPIRES)
    assert signedcard.is_signed_by(text.lower(), BADGE, point(PRIVATE), EXPIRES)
    assert not signedcard.is_signed_by(text, OTHER_BADGE, point(PRIVATE), EXPIRES)
    assert not signedcard.is_signed_by(text, BADGE, point(OTHER), EXPIRES)
    assert not signedcard.is_signed_by(text, BADGE, b"\x04" + b"\x01" * 64, EXPIRES)
    assert not signedcard.is_signed_by(text, BADGE, point(PRIVATE), EXPIRES + timedelta(seconds=1))


@given(st.text() | st.text(ALPHABET, max_size=500))
def test_reading_nonsense_fails_in_one_way_only(text: str):
    assert not signedcard.is_signed_by(text, BADGE, point(PRIVATE), EXPIRES)
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        signedcard.read(text)


PEOPLE = {
    "plain": Fields("Ada Lindqvist", "Mechanical engineering, 5th term", "Leipzig University"),
    "only a name": Fields("Ben", "", ""),
    "umlauts": Fields("Jörg Müßiggänger", "Geschäftsführung", "Bäckerei Süß & Söhne"),
    "Chinese": Fields("王小明", "软件工程师", "清华大学"),
    "right to left": Fields("عائشة الأنصاري", "مهندسة", ""),
    "emoji": Fields("Zoë 👩🏽‍💻", "🚆🔧", "Railworks 🇩🇪"),
    "a long headline": Fields(
        "Cleo Brandt", "Recruiting for wind power, rail and everything that turns " * 6, "Stadtwerke"
    ),
    "a long organisation": Fields("Dora Meyer", "Careers", "Institute for the Dynamics of Very Long Names " * 6),
    "a long name": Fields("Wolfeschlegelsteinhausenbergerdorff " * 9, "Student", "Leipzig"),
    "a long Chinese name": Fields("王小明" * 60, "", ""),
}


def written() -> dict[str, Any]:
    """Ten people, each well signed; then the first one wrongly in every way."""
    cards = [_vector(what, said, card(said)) for what, said in PEOPLE.items()]
    first = cards[0]
    text = first["card"]
    other = {half: _key(OTHER)[half] for half in ("x", "y")}
    wrong = [
        {"what": "another badge", "badge": OTHER_BADGE},
        {"what": "another key of the same number", "key": first["key"] | other},
        {"what": "in its last second", "at": EXPIRES.isoformat(), "verified": True},
        {"what": "expired", "at": (EXPIRES + timedelta(seconds=1)).isoformat()},
        {"what": "another name", "card": _forged(text), "name": "Eve Lindqvist"},
        {"what": "a changed signature", "card": text[:-9] + ("0" if text[-9] != "0" else "1") + text[-8:]},
    ]
    return {"cards": cards + [first | {"verified": False} | each for each in wrong]}


def _vector(what: str, given_: Fields, text: str) -> dict[str, Any]:
    said = signedcard.read(text)
    return {
        "what": what,
        "badge": BADGE,
        "at": datetime(2026, 11, 26, 9, 30, tzinfo=UTC).isoformat(),
        "key": _key(PRIVATE),
        "given": given_._asdict(),
        "card": text,
        "kid": said.number,
        "expires": int(said.expires_at.timestamp()),
        **said.fields._asdict(),
        "verified": True,
    }


def _key(private: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """As GET /api/v1/me lists it."""
    x, y = (urlsafe_b64encode(half).decode().rstrip("=") for half in (point(private)[1:33], point(private)[33:]))
    return {"event": "career-day", "name": "Career Day Leipzig", "kid": SIGNER.number, "x": x, "y": y}


def _forged(text: str) -> str:
    from eventnet.codes import base32_decode, base32_encode

    whole = base32_decode(text, len(text) * 5 // 8)
    return base32_encode(whole.replace(b"Ada", b"Eve"))


if __name__ == "__main__":
    FILE.write_text(json.dumps(written(), ensure_ascii=False, indent=2) + "\n")
