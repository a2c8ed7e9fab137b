"""The keys that sign an event's cards: made once, changed by number, published while a card may be valid."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask

from eventnet.db import db, reading
from eventnet.events import signing
from eventnet.events.models import Event, SigningKey
from eventnet.rows import Rows
from tests.cast import Cast


def made(event: Event) -> signing.Signer:
    signing.make_missing([event])
    db.session.commit()
    return signing.signers([event])[event.id]


def numbers(event: Event) -> list[int]:
    return [key.number for key in signing.published([event])]


def test_a_key_is_made_when_it_is_first_needed_and_once(cast: Cast):
    assert signing.signers([cast.event]) == {}
    assert made(cast.event).number == made(cast.event).number == 1
    assert numbers(cast.event) == [1]


def test_each_event_has_a_key_of_its_own(cast: Cast):
    signing.make_missing([cast.event, cast.elsewhere])
    one, other = signing.published([cast.event, cast.elsewhere])
    assert one.public != other.public
    assert set(signing.signers([cast.event, cast.elsewhere])) == {cast.event.id, cast.elsewhere.id}


def test_what_it_signs_is_verified_by_the_published_key(cast: Cast):
    signature = made(cast.event).sign(b"words")
    (key,) = signing.published([cast.event])
    x, y = signing.coordinates(key)
    assert len(signature) == 64
    der = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b"\x04" + x + y)
    public.verify(der, b"words", ECDSA(SHA256()))


def test_the_private_key_does_not_lie_in_the_database(cast: Cast):
    scalar = made(cast.event).private.private_numbers().private_value.to_bytes(32, "big")
    (key,) = SigningKey.of(cast.event)
    assert scalar not in key.sealed


def test_after_a_change_the_new_key_signs_and_the_old_one_is_published_for_its_last_cards(cast: Cast, travel):
    made(cast.event)
    assert signing.rotate(cast.event).number == 2
    db.session.commit()
    assert made(cast.event).number == 2
    assert numbers(cast.event) == [2, 1]
    travel.shift(timedelta(days=7))
    assert numbers(cast.event) == [2, 1]
    travel.shift(timedelta(days=1))
    assert numbers(cast.event) == [2]


def test_a_key_changed_before_the_event_is_published_until_a_day_after_it(cast: Cast, travel):
    cast.event.starts_at += timedelta(days=60)
    cast.event.ends_at += timedelta(days=60)
    made(cast.event)
    signing.rotate(cast.event)
    travel.shift(timedelta(days=61))
    assert numbers(cast.event) == [2, 1]
    travel.shift(timedelta(days=2))
    assert numbers(cast.event) == [2]


def test_a_server_with_another_secret_key_makes_a_new_one_and_keeps_the_old_ones_cards_good(cast: Cast, app: Flask):
    made(cast.event)
    settings = app.extensions["eventnet"]
    app.extensions["eventnet"] = replace(settings, secret_key="another secret key, 32 bytes at least")
    assert signing.signers([cast.event]) == {}
    assert made(cast.event).number == 2
    assert numbers(cast.event) == [2, 1]
    app.extensions["eventnet"] = settings
    assert made(cast.event).number == 1, "while two servers differ, each signs with its own and makes no more"


def test_a_key_moved_to_another_row_opens_nothing(cast: Cast):
    made(cast.event)
    made(cast.elsewhere)
    one, other = Rows(SigningKey).order_by(SigningKey.id)
    one.sealed = other.sealed
    db.session.commit()
    assert cast.event.id not in signing.signers([cast.event, cast.elsewhere])


@pytest.mark.parametrize("crowd", [4])
def test_many_at_once_make_one_key(cast: Cast, app: Flask, crowd: int):
    barrier, event_id = Barrier(crowd), cast.event.id
    db.session.commit()

    def make() -> None:
        with app.app_context(), reading(False):
            event = db.session.get_one(Event, event_id)
            db.session.rollback()
            barrier.wait(10)
            signing.make_missing([event])
            db.session.commit()

    threads = [Thread(target=make) for _ in range(crowd)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert numbers(cast.event) == [1]
