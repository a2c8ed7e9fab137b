"""What the mail room's tests share: a letter to Ada on behalf of Ben."""

from collections.abc import Callable

import pytest

from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, post
from tests.cast import Cast

WORDS = Words(subject="Ben has your card", paragraphs=["You met at Career Day Leipzig."])


@pytest.fixture
def write_to_ada(cast: Cast) -> Callable[..., Letter]:
    def write(key: str = "card 1", kind: str = "card_given", words: Words = WORDS, **more: object) -> Letter:
        letter = post(kind, cast.ada, key, words, by=cast.ben, **more)  # type: ignore[arg-type]
        assert letter is not None
        db.session.commit()
        return letter

    return write
