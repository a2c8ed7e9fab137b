"""Delivery against a real mail server: once each, again after a soft no, never after a hard one."""

from datetime import timedelta

import time_machine
from flask import Flask

from eventnet.db import db
from eventnet.mail.models import Letter
from eventnet.mail.outbox import Words, post
from eventnet.rows import Rows
from tests.cast import Cast
from tests.smtp_server import SmtpServer, deliver

WORDS = Words(subject="Ben has your card", paragraphs=["You met at Career Day Leipzig."])


def write_to_ada(cast: Cast, key: str = "card 1") -> Letter:
    letter = post("card_given", cast.ada, key, WORDS, by=cast.ben)
    assert letter is not None
    db.session.commit()
    return letter


def test_a_letter_arrives_at_its_one_recipient(app: Flask, cast: Cast, smtp: SmtpServer) -> None:
    letter = write_to_ada(cast)
    deliver(app)
    received = smtp.received[0]
    assert received.recipients == ["ada@example.org"]
    assert received.sender == "eventnet@localhost"
    assert received.message["To"] == "Ada Lindqvist <ada@example.org>"
    assert received.message["From"] == "Ben Okafor via eventnet <eventnet@localhost>"
    assert received.message["Reply-To"] == "Ben Okafor <ben@example.org>"
    assert received.message["Message-ID"] == letter.message_id
    assert letter.sent_at is not None


def test_a_letter_is_sent_once(app: Flask, cast: Cast, smtp: SmtpServer) -> None:
    write_to_ada(cast)
    deliver(app)
    deliver(app)
    assert len(smtp.received) == 1
