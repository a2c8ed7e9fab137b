import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnet.exchange import livecode
from eventnet.exchange.livecode import Read, reads_as

VECTORS = json.loads((Path(__file__).parent / "vectors" / "live.json").read_text())
KEY = bytes(range(32))
BADGE = "7K3M9QRTVWXYZ012"
PROOF = "0123456789ABCDEFGHJK"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def bits_as_base32(bits: str) -> str:
    bits += "0" * (-len(bits) % 5)
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))


def plain_proof(key: bytes, badge: str, unix_time: int) -> str:
    """The same format, written a second time and differently: what the examples were made with."""
    step = f"{unix_time // 30:032b}"
    message = b"eventnet live 1" + badge.encode() + int(step, 2).to_bytes(4, "big")
    digest = int(hmac.new(key, message, hashlib.sha256).hexdigest(), 16)
    return bits_as_base32(step + f"{digest:0256b}"[:64])


def plain_spoken_proof(key: bytes, badge: str, unix_time: int) -> str:
    message = b"eventnet spoken 1" + badge.encode() + (unix_time // 60).to_bytes(4, "big")
    digest = int(hmac.new(key, message, hashlib.sha256).hexdigest(), 16)
    return bits_as_base32(f"{digest:0256b}"[:20])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["at"])
def test_the_examples_for_the_phone_hold_here_and_in_a_second_implementation(vector: dict[str, str]):
    key, badge, at = bytes.fromhex(vector["key"]), vector["badge"], datetime.fromisoformat(vector["at"])
    unix_time = int(at.timestamp())
    assert livecode.proof(key, badge, at) == plain_proof(key, badge, unix_time) == vector["proof"]
    assert livecode.spoken_proof(key, badge, at) == plain_spoken_proof(key, badge, unix_time) == vector["spoken"]


def test_a_proof_names_the_step_it_was_made_at():
    proof = livecode.proof(KEY, BADGE, NOON)
    assert len(proof) == 20
    assert livecode.proven_step(KEY, BADGE, proof) == int(NOON.timestamp()) // 30


def test_a_proof_made_with_another_key_proves_nothing():
    assert livecode.proven_step(b"another key", BADGE, livecode.proof(KEY, BADGE, NOON)) is None


def test_a_proof_of_another_badge_proves_nothing():
    assert livecode.proven_step(KEY, "0" * 16, livecode.proof(KEY, BADGE, NOON)) is None


def test_an_old_proof_cannot_be_given_a_newer_step():
    old, new = livecode.proof(KEY, BADGE, NOON), livecode.proof(KEY, BADGE, NOON + timedelta(minutes=10))
    assert livecode.proven_step(KEY, BADGE, new[:7] + old[7:]) is None


@given(st.text(max_size=24))
def test_no_typed_nonsense_is_a_proof_or_an_error(text: str):
    assert livecode.proven_step(KEY, BADGE, text) is None
    assert not livecode.spoken_matches(KEY, BADGE, text.lower(), NOON)


def test_proofs_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch):
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append((a, b)) or a == b)
    livecode.proven_step(KEY, BADGE, livecode.proof(KEY, BADGE, NOON))
    livecode.spoken_matches(KEY, BADGE, livecode.spoken_proof(KEY, BADGE, NOON - timedelta(minutes=1)), NOON)
    assert len(compared) == 1 + 3


@pytest.mark.parametrize(
    ("seconds_later", "fresh"), [(0, True), (-60, True), (60, True), (89, True), (90, False), (-61, False)]
)
def test_a_live_code_is_fresh_for_two_steps_each_way(seconds_later: int, fresh: bool):
    step = livecode.proven_step(KEY, BADGE, livecode.proof(KEY, BADGE, NOON))
    assert step is not None
    assert livecode.is_fresh(step, NOON + timedelta(seconds=seconds_later)) is fresh


@pytest.mark.parametrize(
    ("seconds_later", "matches"), [(0, True), (-60, True), (119, True), (120, False), (-61, False)]
)
def test_a_spoken_code_holds_its_minute_and_the_ones_beside_it(seconds_later: int, matches: bool):
    proof = livecode.spoken_proof(KEY, BADGE, NOON)
    heard_at = NOON + timedelta(seconds=seconds_later)
    assert livecode.spoken_matches(KEY, BADGE, proof, heard_at) is matches


def test_a_spoken_code_is_bound_to_its_key_and_badge():
    proof = livecode.spoken_proof(KEY, BADGE, NOON)
    assert not livecode.spoken_matches(b"another key", BADGE, proof, NOON)
    assert not livecode.spoken_matches(KEY, "0" * 16, proof, NOON)


def test_a_clock_that_believes_in_1970_is_no_error():
    assert not livecode.spoken_matches(KEY, BADGE, "0000", datetime(1970, 1, 1, tzinfo=UTC))
    assert not livecode.is_fresh(1, datetime(1950, 1, 1, tzinfo=UTC))


def test_a_time_without_a_zone_is_a_mistake_of_ours():
    with pytest.raises(TypeError):
        livecode.proof(KEY, BADGE, NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    "text",
    [
        f"HTTPS://MEET.EXAMPLE/B/{BADGE}",
        f"https://meet.example/b/{BADGE.lower()}",
        f"http://meet.example:8000/b/{BADGE}",
        f"meet.example/b/{BADGE}",
        f"/B/{BADGE}",
        f"  /b/{BADGE}/\n",
        f"https://meet.example/b/{BADGE}?utm_source=poster#top",
        "https://meet.example/b/7k3m-9qrt-vwxy-zoi2",
        BADGE,
        "7k3m 9qrt vwxy zoi2",
    ],
)
def test_a_badge_is_read_however_it_was_written(text: str):
    assert reads_as(text, "meet.example") == Read("badge", badge=BADGE)


@pytest.mark.parametrize(
    "text",
    [
        f"HTTPS://MEET.EXAMPLE/P/{BADGE}.{PROOF}",
        f"https://meet.example/p/{BADGE.lower()}.{PROOF.lower()}",
        f"HTTPS://MEET.EXAMPLE:8000/P/{BADGE}.{PROOF}#0123ABCD",
        f"/p/{BADGE}.{PROOF}?again",
    ],
)
def test_a_live_code_is_read_however_it_was_written(text: str):
    assert reads_as(text, "meet.example") == Read("live", badge=BADGE, proof=PROOF)


@pytest.mark.parametrize("tail", ["", ".", ".TOOSHORT", f".{PROOF}0", ".UUUUUUUUUUUUUUUUUUUU"])
def test_a_live_code_with_a_damaged_proof_is_still_a_badge(tail: str):
    assert reads_as(f"https://meet.example/p/{BADGE}{tail}", "meet.example") == Read("badge", badge=BADGE)


@pytest.mark.parametrize("text", ["7K3M9QRT", "7k3m 9qrt", "7k3m-9qrt", " 7K3M – 9QRT\n"])
def test_a_spoken_code_is_read_however_it_was_typed(text: str):
    assert reads_as(text, "meet.example") == Read("spoken", handle="7K3M", proof="9QRT")


def test_our_own_port_does_not_matter():
    assert reads_as(f"http://localhost/b/{BADGE}", "localhost:8000") == Read("badge", badge=BADGE)


@pytest.mark.parametrize(
    "text",
    [
        f"https://evil.example/b/{BADGE}",
        f"https://meet.example.evil.example/b/{BADGE}",
        f"https://evilmeet.example/b/{BADGE}",
        f"https://meet.example@evil.example/b/{BADGE}",
        f"https://evil.example/?x=https://meet.example/b/{BADGE}",
        f"https://evil.example\\meet.example/b/{BADGE}",
        f"//evil.example/b/{BADGE}",
        f"javascript://meet.example/b/{BADGE}",
        f"ftp://meet.example/b/{BADGE}",
        f"http\u017f://meet.example/b/{BADGE}",
    ],
)
def test_a_foreign_address_is_none_of_ours(text: str):
    assert reads_as(text, "meet.example") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "BEGIN:VCARD\nFN:Ada\nEND:VCARD",
        "/B/",
        "/B/TOOSHORT",
        f"/B/{BADGE}0",
        f"/B/{BADGE[:-1]}U",
        f"/X/{BADGE}",
        f"/B/{BADGE}/more",
        "7K3M9QR",
        "7K3M9QRU",
        "1" * 100_000,
    ],
)
def test_what_is_no_code_is_read_as_nothing(text: str):
    assert reads_as(text, "meet.example") is None


@given(st.text())
def test_reading_never_fails(text: str):
    reads_as(text, "meet.example")
    reads_as(f"/b/{text}", "meet.example")
