"""Where letters go: a mail server, or the demo's own mailbox."""

import re
import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from typing import NoReturn, Protocol
from urllib.parse import urlsplit

from eventnet.config import Settings
from eventnet.mail.lines import Lines
from eventnet.mail.server import MailServer, server_of

TIMEOUT_SECONDS = 20.0
UNWILLING = {503, 530, 534, 535, 538}  # sequence and authentication (RFC 4954): we are not known there
ENHANCED = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})\b")


class Later(Exception):
    """Not now: the server was away, busy or does not know us. The reason holds codes, never addresses."""


class Never(Exception):
    """The server refused this recipient or this letter for good."""


class Backend(Protocol):
    def send(self, sender: str, to: str, message: bytes) -> None:
        """Hand over one message to one recipient, or raise Later or Never."""

    def rest(self, is_over: bool = False) -> None:
        """Nothing is due for now, or nothing will be (`is_over`): connections that wait may be closed."""


class Mailbox:
    """The demo keeps its letters: they count as sent and are read at /demo/mailbox."""

    def send(self, sender: str, to: str, message: bytes) -> None:
        return

    def rest(self, is_over: bool = False) -> None:
        return


def backend_for(settings: Settings) -> Backend | None:
    """None: no mail server is set, letters wait."""
    if settings.is_demo:
        return Mailbox()
    server = server_of(settings)
    return Smtp(server, _our_name(settings)) if server else None


@dataclass
class Smtp:
    """Several letters a connection, TIMEOUT_SECONDS for each of them."""

    server: MailServer
    our_name: str
    timeout: float = TIMEOUT_SECONDS
    lines: Lines = field(default_factory=Lines, repr=False)

    def send(self, sender: str, to: str, message: bytes) -> None:
        try:
            with self.lines.line(self._connect, self.timeout, harmless=Never) as line:
                if line.letters == 0:
                    self._introduce(line.client)
                self._hand_over(line.client, sender, to, message)
        except smtplib.SMTPResponseException as error:  # greeting, EHLO, STARTTLS, AUTH: ours to mend
            raise Later(_status(error.smtp_code, error.smtp_error)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Later(_reason(error)) from None

    def rest(self, is_over: bool = False) -> None:
        self.lines.rest(self.timeout, is_over)

    def _introduce(self, client: smtplib.SMTP) -> None:
        if self.server.scheme == "starttls":
            client.starttls(context=ssl.create_default_context())
        if self.server.user:
            self._log_in(client)

    def _connect(self) -> smtplib.SMTP:
        host, port = self.server.host, self.server.port
        if self.server.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, self.our_name, timeout=self.timeout, context=context)
        return smtplib.SMTP(host, port, self.our_name, timeout=self.timeout)

    def _log_in(self, client: smtplib.SMTP) -> None:
        """AUTH PLAIN in UTF-8 (RFC 4616): smtplib's own knows ASCII passwords only."""
        client.ehlo_or_helo_if_needed()
        if "PLAIN" not in client.esmtp_features.get("auth", "").split():
            client.login(self.server.user, self.server.password)
            return
        secret = b64encode(f"\0{self.server.user}\0{self.server.password}".encode()).decode()
        code, text = client.docmd("AUTH", f"PLAIN {secret}")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, text)

    def _hand_over(self, client: smtplib.SMTP, sender: str, to: str, message: bytes) -> None:
        client.ehlo_or_helo_if_needed()
        try:
            client.sendmail(sender, [to], message, _options(client, to))
        except smtplib.SMTPRecipientsRefused as error:
            code, text = error.recipients[to]
            _refused(code, text)
        except smtplib.SMTPDataError as error:
            _refused(error.smtp_code, error.smtp_error)


def _options(client: smtplib.SMTP, to: str) -> list[str]:
    """SMTPUTF8 only for an address that needs it (RFC 6531)."""
    if to.isascii():
        return []
    if not client.has_extn("smtputf8"):
        raise Never("smtputf8")
    return ["SMTPUTF8"]


def _refused(code: int, text: bytes | str) -> NoReturn:
    """4xx is for later. So is a 5xx that means us and not the recipient."""
    is_about_us = code in UNWILLING or b"relay" in _bytes(text).lower()
    raise (Later if code < 500 or is_about_us else Never)(_status(code, text)) from None


def _status(code: int, text: bytes | str) -> str:
    """`550 5.1.1`: the reply's code and its enhanced status (RFC 3463); the words may hold addresses."""
    enhanced = ENHANCED.match(_bytes(text))
    return f"{code} {enhanced[1].decode()}" if enhanced else str(code)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "not supported"
    return "connection"


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _our_name(settings: Settings) -> str:
    """What we say in EHLO: a domain, or an address literal where we have none (RFC 5321, 4.1.4)."""
    host = urlsplit(settings.base_url).hostname or ""
    return host if host.rpartition(".")[2].isalpha() and "." in host else "[127.0.0.1]"
