"""What is sealed opens with the same secret key, for the same purpose, unchanged; else not at all."""

from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from eventnet.sealing import CannotUnseal, seal, token_of, unseal, words_of


@given(st.binary(max_size=200), st.text(st.characters(exclude_categories=("Cs",))))
@examples(max_examples=30)
def test_what_was_sealed_comes_back(app: Flask, data: bytes, purpose: str) -> None:
    sealed = seal(data, purpose)
    assert unseal(sealed, purpose) == data
    assert seal(data, purpose) != sealed


def test_another_purpose_opens_nothing(app: Flask) -> None:
    with pytest.raises(CannotUnseal):
        unseal(seal(b"a private key", "signing key 1 1"), "signing key 1 2")


def test_another_secret_key_opens_nothing(app: Flask) -> None:
    sealed = seal(b"a private key", "x")
    app.extensions["eventnet"] = replace(app.extensions["eventnet"], secret_key="another secret key of 32 bytes or so")
    with pytest.raises(CannotUnseal):
        unseal(sealed, "x")


def test_a_changed_byte_opens_nothing(app: Flask) -> None:
    sealed = seal(b"a private key", "x")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(CannotUnseal):
            unseal(changed, "x")
    for length in range(len(sealed)):
        with pytest.raises(CannotUnseal):
            unseal(sealed[:length], "x")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
@examples(max_examples=30)
def test_a_token_says_its_words_to_its_own_purpose_alone(app: Flask, words: str) -> None:
    token = token_of(words, "unsubscribe")
    assert words_of(token, "unsubscribe") == words
    assert words_of(token, "letters off") is None
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_what_stands_in_old_letters_goes_on_working(app: Flask) -> None:
    """The format is what mailboxes hold: base64url of what is sealed, without filling."""
    for words in ("A|b", "A|bc", "A|bcd"):
        old = urlsafe_b64encode(seal(words.encode(), "unsubscribe")).decode().rstrip("=")
        assert words_of(old, "unsubscribe") == words


@pytest.mark.parametrize("token", ["", "A", "AAAA", "ä", "=" * 8, "A" * 200])
def test_a_token_that_nobody_made_says_nothing(app: Flask, token: str) -> None:
    assert words_of(token, "unsubscribe") is None
