"""The letters that a message begins with, and those before an event closes, whole, in both languages.

`UPDATE_LETTERS=1 pytest tests/organising/test_message_letters.py` writes them anew; read the diff as its reader will.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.mail.models import Letter
from eventnet.organising.messages import beginnings, sending
from eventnet.organising.messages.models import words_of
from eventnet.rows import Rows
from tests.cast import Cast
from tests.organising.post import listed
from tests.smtp_server import deliver

GOLDEN = Path(__file__).parent / "letters"
LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])


@LANGUAGES
@pytest.mark.parametrize("kind", ["tomorrow", "code", "after"])
def test_a_beginning_reads_as_it_should(app: Flask, cast: Cast, language: str, kind: str) -> None:
    sharing.give(cast.ben, cast.ada, cast.event, "live")
    sharing.give(cast.cleo, cast.ada, cast.event, "live")
    reader = listed(cast, "Finn Weber").person if kind == "code" else cast.ada
    reader.language = language
    message = sending.begin(cast.event, cast.dora, 1_000_000)
    message.words = words_of(beginnings.words(kind))
    db.session.add(message)
    sending.release(message, cast.dora, 1_000_000)
    deliver(app)
    as_it_should(f"message-{kind}.{language}.txt", Rows(Letter).where(Letter.to_person_id == reader.id).first())


@LANGUAGES
@pytest.mark.parametrize("kind", ["closing", "closing_office"])
def test_the_notice_reads_as_it_should(
    app: Flask, cast: Cast, travel: time_machine.Traveller, language: str, kind: str
) -> None:
    reader = cast.ada if kind == "closing" else cast.dora
    reader.language = language
    db.session.commit()
    travel.move_to(cast.event.ends_at + timedelta(days=77))
    deliver(app)
    to_them = Rows(Letter).where(Letter.kind == kind, Letter.to_person_id == reader.id)
    as_it_should(f"{kind}.{language}.txt", to_them.where(Letter.subject.contains("Career Day")).first())


def as_it_should(name: str, letter: Letter | None) -> None:
    assert letter
    text = f"{letter.subject}\nReply to {letter.reply_name} <{letter.reply_address}>\n\n{letter.text}"
    found = re.sub(r"/([iu])/[\w-]{43,}", r"/\1/TOKEN", text)
    path = GOLDEN / name
    if os.environ.get("UPDATE_LETTERS"):
        path.write_text(found)
    assert found == path.read_text()
