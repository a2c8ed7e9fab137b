"""A letter of a message that cannot be written stops nobody else's, and the office sees for whom it was not."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.organising.messages import progress, sending
from eventnet.organising.messages.models import Message, Recipient
from eventnet.people.merging import absorb
from eventnet.rows import Rows
from tests.cast import Cast
from tests.organising.post import GERMAN, listed, released
from tests.smtp_server import SmtpServer, deliver

MINUTE = timedelta(minutes=1)
NO_SUBJECT = {"text": GERMAN["text"]}  # without a subject, so no German letter can be written: Ben's


@pytest.fixture
def odd(cast: Cast) -> Message:
    message = released(cast)
    message.words = message.words | {"de": NO_SUBJECT}
    db.session.commit()
    return message


def written_to() -> list[str]:
    return sorted(letter.to_address for letter in Rows(Letter).where(Letter.kind == "message"))


def test_a_letter_that_cannot_be_written_stops_nobody_else_s(
    app: Flask, odd: Message, caplog: pytest.LogCaptureFixture
) -> None:
    deliver(app)
    assert written_to() == ["ada@example.org", "cleo@example.org"]
    found = progress.progress(odd)
    assert (found.waiting, found.left_out, found.failed, odd.finished_at) == (3, 0, 0, None)
    assert "KeyError" in caplog.text
    assert not any(words in caplog.text for words in ("Ben", "ben@"))


def test_it_is_tried_again_after_an_hour(app: Flask, odd: Message, travel: time_machine.Traveller) -> None:
    deliver(app)
    odd.words = odd.words | {"de": GERMAN}
    travel.shift(50 * MINUTE)
    deliver(app)
    assert "ben@example.org" not in written_to()
    travel.shift(11 * MINUTE)
    deliver(app)
    assert written_to() == ["ada@example.org", "ben@example.org", "cleo@example.org"]
    assert odd.finished_at
    assert progress.progress(odd).failed == 0


def test_what_could_not_be_written_twice_was_not_delivered_and_is_named(
    app: Flask, cast: Cast, odd: Message, travel: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    for _hour in range(5):
        deliver(app)
        travel.shift(61 * MINUTE)
    assert caplog.text.count("KeyError") == 2
    assert odd.finished_at
    found = progress.progress(odd)
    assert (found.left_out, found.failed) == (0, 1)
    assert [(each.name, each.words) for each in progress.failures(odd)] == [("Ben Okafor", "Something went wrong")]


def test_while_it_waits_another_message_goes_on(
    app: Flask, cast: Cast, odd: Message, travel: time_machine.Traveller
) -> None:
    deliver(app)
    released(cast)
    travel.shift(MINUTE)
    deliver(app)
    assert written_to().count("ada@example.org") == 2
    assert "ben@example.org" in written_to()


def test_while_it_waits_it_can_be_called_off(
    app: Flask, cast: Cast, smtp: SmtpServer, odd: Message, travel: time_machine.Traveller
) -> None:
    deliver(app)
    travel.shift(MINUTE)
    deliver(app)
    sending.call_off(odd, cast.dora)
    found = progress.progress(odd)
    assert (found.sent, found.called_off, found.waiting) == (2, 1, 0)


def test_who_had_it_under_their_other_row_is_not_tried_again(app: Flask, cast: Cast, odd: Message) -> None:
    other = listed(cast, "Ben O.", email="ben.o@example.org").person
    deliver(app)
    absorb(cast.ben, other)
    [recipient] = Rows(Recipient).where(Recipient.person_id == cast.ben.id)
    assert recipient.written_at
    assert recipient.left_out is None
