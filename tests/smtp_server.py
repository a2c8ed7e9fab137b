"""A real SMTP server on 127.0.0.1 that keeps what it gets, and misbehaves when told to.

    def test_a_letter_arrives(app, smtp):
        ...                                     # something that posts a letter, and commits
        deliver(app)
        assert smtp.letters[0]["To"] == "..."

The fixture `smtp` makes `app` send to it. A test with an app of its own gives it `smtp_url=server.url`.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask

from eventnet.addresses import settings
from eventnet.db import db, reading
from eventnet.mail import worker
from eventnet.mail.backends import backend_for

USER, PASSWORD = "hall@example.org", "p@ss: word/ü"


@dataclass
class Received:
    """One message as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes
    was_encrypted: bool
    user: str | None
    options: list[str]
    line: object  # the connection that it came on

    @property
    def message(self) -> EmailMessage:
        return cast(EmailMessage, message_from_bytes(self.raw, policy=policy.default))


class SmtpServer:
    """Set `answer_to["RCPT"] = "550 5.1.1 unknown"`, or `after_data` to "hang", "drop" or "close"."""

    def __init__(self, url: str = "smtp://127.0.0.1", context: ssl.SSLContext | None = None, **more: Any) -> None:
        self.scheme = url.partition(":")[0]
        self.received: list[Received] = []
        self.answer_to: dict[str, str] = {}
        self.after_data = ""
        self.refused = ""  # an address that nobody has here
        self.login = ""
        tls = {"tls_context": context, "require_starttls": True} if self.scheme == "starttls" else {}
        self.controller = Controller(
            Answers(self),
            hostname="127.0.0.1",
            port=free_port(),
            ssl_context=context if self.scheme == "smtps" else None,
            enable_SMTPUTF8=more.pop("utf8", True),
            **tls,
            **more,
        )

    def __enter__(self) -> "SmtpServer":
        self.controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.controller.stop()

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.login}127.0.0.1:{self.controller.port}"

    @property
    def lines(self) -> int:
        """How many connections brought something."""
        return len({one.line for one in self.received})

    @property
    def letters(self) -> list[EmailMessage]:
        return [one.message for one in self.received]

    def to(self, address: str) -> list[EmailMessage]:
        return [one.message for one in self.received if one.recipients == [address]]

    def last(self) -> EmailMessage:
        return self.received[-1].message


class Answers:
    """What the server says. An object of its own: aiosmtpd looks at every attribute of it for each connection."""

    def __init__(self, server: SmtpServer) -> None:
        self.of = server

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.of.answer_to.get("MAIL", "250 2.1.0 fine")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        answer = self.of.answer_to.get("RCPT", "250 2.1.5 fine")
        if address == self.of.refused:
            return "550 5.1.1 unknown"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "DATA" in self.of.answer_to:
            return self.of.answer_to["DATA"]
        user = session.auth_data.login.decode() if session.auth_data else None
        self.of.received.append(
            Received(
                sender=envelope.mail_from,
                recipients=envelope.rcpt_tos,
                raw=envelope.original_content,
                was_encrypted=session.ssl is not None or self.of.scheme == "smtps",
                user=user,
                options=envelope.mail_options,
                line=session.peer,
            )
        )
        if self.of.after_data == "hang":
            await asyncio.Event().wait()
        if self.of.after_data == "drop":
            server.transport.abort()
        if self.of.after_data == "close":
            await server.push("250 2.0.0 kept, and good-bye")
            server.transport.close()
        return "250 2.0.0 kept"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def authenticator(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: LoginPassword) -> AuthResult:
    is_right = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False, auth_data=login)


def send_to(app: Flask, url: str) -> None:
    """Let this app send to another server than its settings said."""
    with app.app_context():
        app.extensions["mail"] = backend_for(replace(settings(), smtp_url=url))


def deliver(app: Flask) -> None:
    """Run the worker once: all ticks, then every letter that is due. Commits what the test has begun."""
    db.session.commit()
    with reading(False):
        worker.run_once(app)
    db.session.expire_all()


@pytest.fixture
def smtp(bare_app: Flask) -> Iterator[SmtpServer]:
    """A mail server; `app` sends to it."""
    with SmtpServer() as server:
        send_to(bare_app, server.url)
        yield server
