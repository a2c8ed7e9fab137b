"""A connection to the mail server serves several letters, and whatever goes wrong on it costs no letter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from eventnet.mail import lines
from eventnet.mail.models import Letter
from tests.cast import Cast
from tests.smtp_server import SmtpServer, deliver

Write = Callable[..., Letter]


@pytest.fixture
def seven(write_to_ada: Write) -> list[Letter]:
    return [write_to_ada(f"card {number}") for number in range(7)]


def test_letters_that_are_due_together_go_over_one_connection(
    app: Flask, smtp: SmtpServer, seven: list[Letter]
) -> None:
    deliver(app)
    assert len(smtp.received) == 7
    assert smtp.lines == 1


def test_a_connection_takes_so_many_letters_and_no_more(
    app: Flask, smtp: SmtpServer, seven: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LETTERS", 3)
    deliver(app)
    assert len(smtp.received) == 7
    assert smtp.lines == 3


def test_a_connection_serves_so_long_and_no_longer(
    app: Flask, smtp: SmtpServer, seven: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "SECONDS", 0.0)
    deliver(app)
    assert smtp.lines == len(smtp.received) == 7


def test_a_server_that_closes_after_each_letter_gets_each_once(
    app: Flask, smtp: SmtpServer, seven: list[Letter]
) -> None:
    smtp.after_data = "close"
    deliver(app)
    assert sorted(letter["Message-ID"] for letter in smtp.letters) == sorted(letter.message_id for letter in seven)
    assert smtp.lines == 7
    assert {letter.tries for letter in seven} == {1}


def test_a_refused_address_does_not_end_the_connection(
    app: Flask, smtp: SmtpServer, write_to_ada: Write, seven: list[Letter]
) -> None:
    seven[2].to_address = "gone@elsewhere.example"
    smtp.refused = "gone@elsewhere.example"
    deliver(app)
    assert seven[2].failed_at is not None
    assert (len(smtp.received), smtp.lines) == (6, 1)


def test_after_a_lost_connection_the_next_letter_opens_a_new_one(
    app: Flask, smtp: SmtpServer, seven: list[Letter], travel: time_machine.Traveller
) -> None:
    smtp.after_data = "drop"
    deliver(app)
    assert smtp.lines == 7
    smtp.after_data = ""
    travel.shift(timedelta(minutes=1))
    deliver(app)
    assert [letter.tries for letter in seven] == [2] * 7
    assert {letter["Message-ID"] for letter in smtp.letters} == {letter.message_id for letter in seven}


def test_a_server_that_is_busy_for_us_is_left_alone(
    app: Flask, smtp: SmtpServer, seven: list[Letter], cast: Cast
) -> None:
    """421: it closes the channel (RFC 5321, 3.8); nothing more is said on it."""
    smtp.answer_to["MAIL"] = "421 4.7.0 too many letters"
    deliver(app)
    assert {letter.last_error for letter in seven} == {"421 4.7.0"}


def test_no_connection_waits_when_the_work_is_done(app: Flask, smtp: SmtpServer, seven: list[Letter]) -> None:
    deliver(app)
    assert app.extensions["mail"].lines.idle == 0
