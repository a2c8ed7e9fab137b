"""Passwords and TLS against real servers; the address of the mail server is checked before the app starts."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from eventnet import create_app
from eventnet.config import Misconfigured, Settings
from eventnet.mail.models import Letter
from eventnet.mail.server import MailServer, parse
from tests.smtp_server import PASSWORD, USER, SmtpServer, authenticator, deliver, send_to

Write = Callable[..., Letter]
LOGIN = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@"


@pytest.mark.parametrize("scheme", ["starttls", "smtps"])
def test_a_letter_goes_out_encrypted(
    app: Flask,
    write_to_ada: Write,
    context: ssl.SSLContext,
    certificate: Path,
    scheme: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    letter = write_to_ada()
    with SmtpServer(
        f"{scheme}://", context, authenticator=authenticator, auth_require_tls=scheme == "starttls"
    ) as server:
        server.login = LOGIN
        send_to(app, server.url)
        deliver(app)
    assert letter.last_error is None
    assert server.received[0].was_encrypted
    assert server.received[0].user == USER


@pytest.mark.parametrize("scheme", ["starttls", "smtps"])
def test_a_certificate_that_nobody_vouches_for_gets_no_letter(
    app: Flask, write_to_ada: Write, context: ssl.SSLContext, scheme: str
) -> None:
    letter = write_to_ada()
    with SmtpServer(f"{scheme}://", context) as server:
        send_to(app, server.url)
        deliver(app)
    assert not server.received
    assert (letter.failed_at, letter.last_error) == (None, "tls")


def test_starttls_never_falls_back_to_plain(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    letter = write_to_ada()
    send_to(app, smtp.url.replace("smtp://", "starttls://"))
    deliver(app)
    assert not smtp.received
    assert (letter.failed_at, letter.last_error) == (None, "not supported")


def test_a_wrong_password_is_ours_to_mend(app: Flask, write_to_ada: Write) -> None:
    letter = write_to_ada()
    with SmtpServer(authenticator=authenticator, auth_require_tls=False) as server:
        server.login = "hall%40example.org:wrong@"
        send_to(app, server.url)
        deliver(app)
    assert not server.received
    assert letter.failed_at is None
    assert letter.last_error == "535 5.7.8"


def test_a_password_may_hold_any_character(app: Flask, write_to_ada: Write) -> None:
    write_to_ada()
    with SmtpServer(authenticator=authenticator, auth_require_tls=False) as server:
        server.login = LOGIN
        send_to(app, server.url)
        deliver(app)
    assert server.received[0].user == USER


def test_an_international_mailbox_is_reached_where_the_server_can(
    app: Flask, write_to_ada: Write, smtp: SmtpServer
) -> None:
    write_to_ada().to_address = "jörg@example.org"
    deliver(app)
    assert smtp.received[0].recipients == ["jörg@example.org"]
    assert "SMTPUTF8" in smtp.received[0].options


def test_ascii_addresses_ask_for_nothing_special(app: Flask, write_to_ada: Write, smtp: SmtpServer) -> None:
    write_to_ada()
    deliver(app)
    assert "SMTPUTF8" not in smtp.received[0].options


def test_an_international_mailbox_fails_where_the_server_cannot(app: Flask, write_to_ada: Write) -> None:
    letter = write_to_ada()
    letter.to_address = "jörg@example.org"
    with SmtpServer(utf8=False) as server:
        send_to(app, server.url)
        deliver(app)
    assert letter.last_error == "smtputf8"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("smtp", "mail.example.org", 25)),
        ("smtps://mail.example.org", MailServer("smtps", "mail.example.org", 465)),
        ("starttls://a%40b:p%2Fw%3A@mail.example.org", MailServer("starttls", "mail.example.org", 587, "a@b", "p/w:")),
        ("starttls://u:p@[::1]:2525/", MailServer("starttls", "::1", 2525, "u", "p")),
    ],
)
def test_the_servers_address_is_read_with_its_defaults(url: str, server: MailServer) -> None:
    assert parse(url) == server


@pytest.mark.parametrize(
    "url",
    ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:0", "smtp://host:99999", "smtp://host:x",
     "smtp://host/path", "smtp://host?x=1", "smtp://user@host", "smtp://:password@host", "SMTP//host"],
)  # fmt: skip
def test_a_half_address_stops_the_app_from_starting(settings: Settings, url: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_SMTP_URL"):
        create_app(replace(settings, smtp_url=url))


@pytest.mark.parametrize(
    "address", ["eventnet", "Eventnet <a@b.org>", "a@b.org,c@d.org", "jörg@example.org", "a@b\n.org"]
)
def test_the_sending_address_is_one_plain_address(settings: Settings, address: str) -> None:
    with pytest.raises(Misconfigured, match="EVENTNET_MAIL_FROM"):
        create_app(replace(settings, mail_from=address))


def test_a_password_is_not_shown(settings: Settings) -> None:
    assert "geheim" not in repr(parse("smtp://user:geheim@host"))
