"""The address of a mail server, as a setting names it: `imaps://user:password@host:port/folder` (RFC 3986)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class ServerUrl:
    """User and password decoded; the path as it was written, without the slashes around it."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    path: str = ""

    @property
    def has_login(self) -> bool:
        return bool(self.user and self.password)

    @property
    def has_half_a_login(self) -> bool:
        return bool(self.user) != bool(self.password)


def read(url: str, ports: Mapping[str, int]) -> ServerUrl | None:
    """`ports` by scheme, where none is named. None: another scheme, no host, an odd port, or more than an address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ports or not parts.hostname or port == 0 or parts.query or parts.fragment:
        return None
    return ServerUrl(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        path=parts.path.strip("/"),
    )
