"""Where a pretix server may be: out in the world over https, or exactly where EVENTNET_PRETIX_INSIDE says.

Who enters an address makes this server ask there. So nothing inside its own network can be asked: names are resolved
once, every address they have must be public, and the connection goes to the address that was looked at (OWASP
SSRF prevention cheat sheet).
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.addresses import settings
from eventnet.organising.pulling.troubles import Trouble, words_of
from eventnet.refusals import Refused

PORTS = {"https": 443, "http": 80}
MOST_ADDRESSES = 3


class Server(Struct, frozen=True):
    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def netloc(self) -> str:
        return str(self).partition("://")[2]

    @property
    def is_inside(self) -> bool:
        """Whoever runs this eventnet said that pretix is there."""
        return str(self) in settings().pretix_servers_inside

    def addresses(self) -> list[str]:
        """Where to connect; Trouble for a name that leads into a private network, if only with one address."""
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Trouble("down") from None
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not self.is_inside and not all(map(is_public, addresses)):
            raise Trouble("forbidden-address")
        return addresses[:MOST_ADDRESSES]


def read_server(typed: str) -> Server:
    """As typed or pasted: `pretix.eu`, `https://pretix.eu/acme/fair/`. Refused says what is wrong with it."""
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # UnicodeError is one
        host, port = "", None
    if not host or parts.scheme not in PORTS or parts.username or any(letter <= " " for letter in text):
        raise Refused("no-address", _("Please type the address as your browser shows it, like https://pretix.eu."))
    server = Server(parts.scheme, host.lower(), port or PORTS[parts.scheme])
    _refuse_inside(server)
    return server


def _refuse_inside(server: Server) -> None:
    if server.is_inside:
        return
    if server.scheme != "https":
        raise Refused("not-https", _("Only https: the token must not travel in the open."))
    if _is_address(server.host) and not is_public(server.host):
        raise Refused("forbidden-address", words_of("forbidden-address"))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Also looks into IPv4 addresses that are wrapped in IPv6 (RFC 4291, 2.5.5.2; RFC 6052; RFC 3056)."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour
        if wrapped is None and found in _NAT64:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
