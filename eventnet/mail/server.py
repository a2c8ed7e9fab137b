"""Which mail server to speak to: EVENTNET_SMTP_URL, read and checked before the app starts."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from eventnet.config import Misconfigured, Settings

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
    parts = urlsplit(url)
    if not _is_complete(parts):
        raise Misconfigured(
            "EVENTNET_SMTP_URL must be like starttls://user:password@mail.example.org:587, "
            "with smtp, smtps or starttls, and user and password percent-encoded."
        )
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


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


def _is_complete(parts: SplitResult) -> bool:
    try:
        port = parts.port
    except ValueError:
        return False
    extra = parts.path.strip("/") or parts.query or parts.fragment
    has_half_a_login = bool(parts.username) != bool(parts.password)
    return parts.scheme in PORTS and bool(parts.hostname) and port != 0 and not extra and not has_half_a_login
