"""A web address that a person typed or pasted, taken apart with suspicion."""

import re
import unicodedata
from urllib.parse import parse_qsl, quote, urlsplit

import idna
from msgspec import Struct

LONGEST = 500  # characters

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PUBLIC_ENDING = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
_PRIVATE_ENDINGS = {
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "arpa",
}
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|trk.*|_ga", re.IGNORECASE)


class NotPublic(ValueError):
    """Not an address that everybody may follow: another scheme, a login in it, a machine of one's own."""


class WebAddress(Struct, frozen=True):
    """`host` is lower case and ASCII, so a look-alike shows as xn--. `rest` begins with / ? # or is empty."""

    host: str
    path: str
    query: str
    fragment: str

    @property
    def rest(self) -> str:
        tail = (self.query and f"?{self.query}") + (self.fragment and f"#{self.fragment}")
        return self.path.rstrip("/") + tail

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.rest}"

    def parameter(self, name: str) -> str:
        return dict(parse_qsl(self.query)).get(name, "")


def parse(typed: str) -> WebAddress:
    """Always https, without tracking parameters, percent-encoded where needed. Raises NotPublic."""
    scheme = _SCHEME.match(typed)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise NotPublic
    if len(typed) > LONGEST or any(_is_hidden_or_space(c) for c in typed):
        raise NotPublic
    try:
        parts = urlsplit(typed if scheme else f"https://{typed.lstrip('/')}")
        if "@" in parts.netloc or parts.port not in {None, 80, 443}:
            raise NotPublic
        host = _public_host(parts.hostname or "")
    except ValueError as mistake:  # a broken port, a broken IPv6 address, a host that cannot be
        raise NotPublic from mistake
    return WebAddress(host, _quoted(parts.path), _quoted(_kept(parts.query)), _quoted(parts.fragment))


def _is_hidden_or_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith("C")


def _public_host(host: str) -> str:
    """The name as a resolver sees it. To a browser 0x7f.1 is an IP address, so the ending must be letters."""
    name = idna.encode(host, uts46=True).decode("ascii").removesuffix(".")
    ending = name.rpartition(".")[2]
    if "." not in name or not _PUBLIC_ENDING.fullmatch(ending) or ending in _PRIVATE_ENDINGS:
        raise NotPublic
    return name


def _kept(query: str) -> str:
    return "&".join(each for each in query.split("&") if not _TRACKING.fullmatch(each.partition("=")[0]))


def _quoted(part: str) -> str:
    """Non-ASCII and quotes encoded; what is encoded already stays as it is."""
    return quote(part, safe="/?:@!$&()*+,;=~%-._")
