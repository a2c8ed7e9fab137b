import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnet import codes


def test_a_code_has_the_length_asked_for_and_only_letters_that_survive_handwriting():
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", codes.new_code())
    assert len(codes.new_code(4)) == 4


def test_codes_use_the_whole_alphabet_and_do_not_repeat():
    drawn = [codes.new_code() for _ in range(500)]
    assert len(set(drawn)) == 500
    assert set("".join(drawn)) == set(codes.ALPHABET)


def test_codes_of_rows_stored_together_begin_alike_and_differ():
    drawn = codes.codes_alike(200)
    assert len({code[:8] for code in drawn}) == 1
    assert len(set(drawn)) == 200
    assert all(codes.is_code(code, 16) for code in drawn)
    assert codes.codes_alike(1)[0][:8] != drawn[0][:8]
    assert codes.codes_alike(0) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("abcd-efgh", "ABCDEFGH"),
        (" 7k3m 9qrt ", "7K3M9QRT"),
        ("oil0", "0110"),
        ("OiLl", "0111"),
        ("7K3M–9QRT", "7K3M9QRT"),
        ("7K3M\u00a09QRT\u200b", "7K3M9QRT"),
    ],
)
def test_a_typed_code_is_read_as_it_was_printed(typed: str, meant: str):
    assert codes.clean_code(typed) == meant


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str):
    assert codes.clean_code(codes.clean_code(text)) == codes.clean_code(text)


@pytest.mark.parametrize("text", ["", "ABC", "ABCDE", "ABCU", "abcd", "АBCD", "ABC\n"])
def test_only_clean_text_of_the_right_length_is_a_code(text: str):
    assert not codes.is_code(text, 4)
    assert codes.is_code("AB12", 4)


def test_a_secret_has_256_bits_and_fits_in_a_url():
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", codes.new_secret())
    assert codes.new_secret() != codes.new_secret()


def test_a_fingerprint_is_sha_256_over_purpose_and_secret():
    expected = hashlib.sha256(b"eventnet sign-in 1|opensesame").hexdigest()
    assert codes.fingerprint("opensesame", "sign-in") == expected


def test_the_same_secret_has_another_fingerprint_for_another_purpose():
    assert codes.fingerprint("opensesame", "sign-in") != codes.fingerprint("opensesame", "feed")


def test_six_digits_keep_their_leading_zeros(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(codes.secrets, "randbelow", lambda limit: 42)
    assert codes.six_digits() == "000042"


def test_six_digits_may_be_any_of_a_million(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(codes.secrets, "randbelow", lambda limit: limit - 1)
    assert codes.six_digits() == "999999"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\x00", "00"),
        (b"\xff", "ZW"),
        (b"foobar", "CSQPYRK1E8"),
        (b"\x01\x02\x03\x04\x05", "04106105"),
    ],
)
def test_base32_agrees_with_known_examples(data: bytes, text: str):
    assert codes.base32_encode(data) == text
    assert codes.base32_decode(text, len(data)) == data


@given(st.binary(max_size=200))
def test_base32_brings_back_what_went_in(data: bytes):
    assert codes.base32_decode(codes.base32_encode(data), len(data)) == data


@pytest.mark.parametrize("text", ["Z", "ZWW", "ZU", "zw", "Z ", "Zß"])
def test_base32_refuses_what_it_would_not_have_written(text: str):
    with pytest.raises(ValueError, match="not 1 bytes"):
        codes.base32_decode(text, 1)


def test_base32_knows_one_spelling_only_for_each_value():
    with pytest.raises(ValueError, match="not zero"):
        codes.base32_decode("ZX", 1)
