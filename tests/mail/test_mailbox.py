"""The mailbox behind the return addresses, on a real IMAP server: what is understood goes, the rest stays unread."""

import logging
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from eventnet import create_app
from eventnet.config import Misconfigured, Settings
from eventnet.db import db, reading
from eventnet.mail.arriving import imap, worker
from eventnet.mail.arriving.imap import Unreachable, parse, visit
from eventnet.mail.arriving.models import ReadMailbox
from eventnet.mail.models import Letter
from eventnet.rows import Rows
from tests.mail.arriving import bounce_of, let_mail_in
from tests.mail.imap_server import OTHER_MAIL, PASSWORD, ImapServer, imap_server
from tests.smtp_server import SmtpServer, deliver

Write = Callable[..., Letter]
HELLO = b"From: ben@example.org\r\nTo: events@example.org\r\nSubject: Hello\r\n\r\nIs there a map?\r\n"


@pytest.fixture(scope="module")
def one_server() -> Iterator[ImapServer]:
    with imap_server() as server:
        yield server


@pytest.fixture
def mailbox(one_server: ImapServer) -> Iterator[ImapServer]:
    yield one_server
    one_server.empty()


@pytest.fixture
def sent(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> Letter:
    let_mail_in(app)
    letter = write_to_ada()
    deliver(app)
    return letter


def look(app: Flask, url: str) -> worker.Rhythm:
    """What the worker does once a minute."""
    db.session.commit()
    rhythm = worker.Rhythm(parse(url))
    app.extensions["inbox"] = rhythm
    with reading(False):
        while worker.look_into_the_mailbox():
            pass
    db.session.expire_all()
    return rhythm


def test_what_came_back_is_noted_and_deleted_and_other_mail_stays_unread(
    app: Flask, sent: Letter, mailbox: ImapServer
) -> None:
    mailbox.bring(bounce_of(sent, "postfix-no-such-user"))
    mailbox.bring(HELLO)
    unread = mailbox.unread()
    look(app, mailbox.url())
    assert sent.failed_at
    assert mailbox.kept() == OTHER_MAIL + 1
    assert mailbox.unread() == unread - 1


def test_a_mailbox_is_read_on_from_where_it_was_left(
    app: Flask, sent: Letter, mailbox: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.bring(HELLO)
    look(app, mailbox.url())
    read: list[int] = []
    monkeypatch.setattr(imap.Visit, "fetch", counting(imap.Visit.fetch, read))
    mailbox.bring(bounce_of(sent, "qmail-no-such-user"))
    look(app, mailbox.url())
    assert len(read) == 1
    assert sent.failed_at


def test_old_mail_is_left_alone(app: Flask, sent: Letter, mailbox: ImapServer) -> None:
    mailbox.bring(bounce_of(sent, "qmail-no-such-user"), days_ago=20)
    look(app, mailbox.url())
    assert sent.failed_at is None


def test_when_its_numbers_begin_anew_all_of_it_is_read(app: Flask, sent: Letter, mailbox: ImapServer) -> None:
    mailbox.bring(HELLO)
    look(app, mailbox.url())
    place = Rows(ReadMailbox).first()
    assert place
    place.validity, place.last_uid = "1", 4_000_000
    mailbox.bring(bounce_of(sent, "qmail-no-such-user"))
    look(app, mailbox.url())
    assert sent.failed_at


def test_more_than_fits_one_visit_is_read_in_several(
    app: Flask, sent: Letter, mailbox: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MOST", 2)
    mailbox.bring(bounce_of(sent, "qmail-no-such-user"))
    look(app, mailbox.url())
    assert sent.failed_at


def test_one_message_that_cannot_be_read_does_not_hide_the_next(
    app: Flask, sent: Letter, mailbox: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = worker.taking.take

    def stumble(data: bytes) -> bool:
        if b"stumble" in data:
            raise ValueError(data)
        return take(data)

    monkeypatch.setattr(worker.taking, "take", stumble)
    mailbox.bring(b"Subject: stumble\r\n\r\n")
    mailbox.bring(bounce_of(sent, "qmail-no-such-user"))
    look(app, mailbox.url())
    assert sent.failed_at


def test_a_folder_may_have_any_name(app: Flask, sent: Letter, mailbox: ImapServer) -> None:
    written = '"Zur&APw-ck &- gekommen"'
    mailbox.client().create(written)
    mailbox.bring(bounce_of(sent, "qmail-no-such-user"), written)
    look(app, mailbox.url("Zurück & gekommen"))
    assert sent.failed_at


@pytest.mark.parametrize("change", [{"password": "wrong"}, {"folder": "Nowhere"}])
def test_a_mailbox_that_does_not_open_is_asked_more_and_more_rarely(
    app: Flask, cast: object, mailbox: ImapServer, change: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        rhythm = look(app, mailbox.url(**change))
    assert not rhythm.is_due
    first = rhythm.rest
    rhythm.step_back()
    assert rhythm.rest == 2 * first
    for _hour in range(9):
        rhythm.step_back()
    assert rhythm.rest == worker.LONGEST_REST
    assert PASSWORD not in caplog.text
    assert "example.org" not in caplog.text


def test_a_certificate_that_nobody_vouches_for_gets_no_password(context: ssl.SSLContext) -> None:
    with SmtpServer("smtps://", context) as server:
        inbox = parse(f"imaps://ada:secret@127.0.0.1:{server.controller.port}/")
        with pytest.raises(Unreachable, match="tls"), visit(inbox):
            pass


@pytest.mark.parametrize(
    "url",
    ["imap://ada:secret@mail.example.org/", "imaps://mail.example.org/", "imaps://ada@mail.example.org", "pop://a:b@h/",
     "imaps://a:b@h:99999/", "imaps://a:b@h/?x=1", "imaps://a:b@h/%0D%0AX"],
)  # fmt: skip
def test_a_half_address_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_IMAP_URL"):
        parse(url)


def test_a_mailbox_needs_the_address_that_leads_to_it(settings: Settings) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_BOUNCE_ADDRESS"):
        create_app(replace(settings, imap_url="imaps://ada:secret@mail.example.org/"))


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(parse("imaps://ada:secret@mail.example.org/INBOX"))


def test_without_a_mailbox_nothing_is_asked(app: Flask) -> None:
    assert worker.look_into_the_mailbox() is False


def counting(fetch: Callable[..., bytes], read: list[int]) -> Callable[..., bytes]:
    def counted(visit: imap.Visit, uid: int) -> bytes:
        read.append(uid)
        return fetch(visit, uid)

    return counted
