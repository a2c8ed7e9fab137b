"""Which mail server to speak to: EVENTNET_SMTP_URL, read and checked before the app starts."""

from dataclasses import dataclass, field

from eventnet.config import Misconfigured, Settings
from eventnet.mail.serverurl import read

PORTS = {"smtp": 25, "smtps": 465, "starttls": 587}


@dataclass(frozen=True)
class MailServer:
    """`smtp` is plain, `smtps` is TLS from the first byte, `starttls` insists on TLS before anything is said."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def server_of(settings: Settings) -> MailServer | None:
    return parse(settings.smtp_url) if settings.smtp_url else None


def parse(url: str) -> MailServer:
    """`starttls://user:password@host:port`, user and password percent-encoded (RFC 3986)."""
    found = read(url, PORTS)
    if found is None or found.path or found.has_half_a_login:
        raise Misconfigured(
            "EVENTNET_SMTP_URL must be like starttls://user:password@mail.example.org:587, "
            "with smtp, smtps or starttls, and user and password percent-encoded."
        )
    return MailServer(found.scheme, found.host, found.port, found.user, found.password)


def check_sender(address: str) -> None:
    if not is_plain_address(address) or not address.isascii():
        raise Misconfigured("EVENTNET_MAIL_FROM must be one plain address like eventnet@example.org.")


def is_plain_address(address: str) -> bool:
    """One address without quoting, so that it has one reading in a header and in SMTP (RFC 5321, dot-string)."""
    local, at, domain = address.rpartition("@")
    forbidden = set('<>()[],;:\\"@')
    return bool(local and at and domain) and not any(
        c in forbidden or c.isspace() or not c.isprintable() for c in local + domain
    )
