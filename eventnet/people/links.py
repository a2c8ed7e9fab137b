"""Where a person already is: a handle or a pasted address becomes one plain link.

Only the handle is taken from what was typed; the address is built from it. So no tracking, no other
host and no other scheme can come in by a link to a known network. A table of networks makes this file long.
"""

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from flask_babel import gettext as _
from msgspec import Struct

from eventnet.people import phones, webaddress
from eventnet.people.webaddress import NotPublic, WebAddress
from eventnet.refusals import Refused

# What is shown beside the field, in the order of the form.
NETWORKS = {
    "linkedin": "LinkedIn",
    "xing": "Xing",
    "whatsapp": "WhatsApp",
    "facebook": "Facebook",
    "x": "X",
    "github": "GitHub",
    "mastodon": "Mastodon",
    "website": "Website",
}
EXAMPLES = {
    "linkedin": "linkedin.com/in/ada-lovelace",
    "xing": "xing.com/profile/Ada_Lovelace",
    "whatsapp": "+49 151 12345678",
    "facebook": "facebook.com/ada.lovelace",
    "x": "@ada",
    "github": "github.com/ada",
    "mastodon": "@ada@mastodon.social",
    "website": "ada-lovelace.org",
}


class Link(Struct, frozen=True):
    """`network` is a key of NETWORKS, `label` is shown and says where it leads, `url` is https."""

    network: str
    label: str
    url: str

    @property
    def name(self) -> str:
        return NETWORKS[self.network]


def normalise(network: str, typed: str, region: str = "DE") -> Link:
    """The link that was meant, or Refused with an example. `region` is for a phone number without country."""
    typed = typed.strip()
    try:
        return _whatsapp(typed, region) if network == "whatsapp" else _READERS[network](typed)
    except NotPublic:
        raise Refused("not-a-link", _words(network)) from None


def _words(network: str) -> str:
    example = EXAMPLES[network]
    if network == "website":
        return _("This is not a public web address. Write it like this: %(example)s", example=example)
    return _(
        "This does not lead to a profile on %(network)s. Write it like this: %(example)s",
        network=NETWORKS[network],
        example=example,
    )


class _Profiles(Struct, frozen=True):
    """A network whose profiles are `address` + handle. In the pattern `path`, HANDLE is the handle."""

    network: str
    hosts: tuple[str, ...]
    handle: str
    path: str
    address: str
    sign: str = ""
    reserved: str = ""

    def __call__(self, typed: str) -> Link:
        handle = self._pasted(typed) if "/" in typed else typed.removeprefix("@")
        names_nobody = re.fullmatch(self.reserved, handle.lower()) or _main_host(handle.lower()) in self.hosts
        if names_nobody or not re.fullmatch(self.handle, handle):
            raise NotPublic
        return Link(self.network, self.sign + handle, self.address + quote(handle))

    def _pasted(self, typed: str) -> str:
        path = unquote(_on(self.hosts, typed).path).strip("/")
        found = re.fullmatch(self.path.replace("HANDLE", f"({self.handle})"), path)
        return found[1] if found else ""


_linkedin = _Profiles(
    network="linkedin",
    hosts=("linkedin.com",),
    handle=r"[\w-]{3,100}",
    path=r"(?:mwlite/)?(?:in|pub)/HANDLE(?:/.*)?",
    address="https://www.linkedin.com/in/",
)
_xing = _Profiles(
    network="xing",
    hosts=("xing.com", "xing.de"),
    handle=r"[\w-]{3,100}",
    path=r"(?:profile|profiles)/HANDLE(?:/.*)?",
    address="https://www.xing.com/profile/",
)
_facebook_profiles = _Profiles(
    network="facebook",
    hosts=("facebook.com", "fb.com", "fb.me"),
    handle=r"[A-Za-z0-9.]{5,50}",
    path=r"(?:people/[^/]+/)?HANDLE(?:/.*)?",
    address="https://www.facebook.com/",
    reserved=r"events|groups|login|marketplace|pages|people|photo|photos|posts|search|settings|share|"
    r"sharer|stories|watch|permalink\.php|photo\.php|profile\.php|sharer\.php",
)
_x = _Profiles(
    network="x",
    hosts=("x.com", "twitter.com"),
    handle=r"[A-Za-z0-9_]{1,15}",
    path=r"@?HANDLE(?:/.*)?",
    address="https://x.com/",
    sign="@",
    reserved=r"explore|hashtag|home|i|intent|login|messages|notifications|search|settings|share",
)
_github = _Profiles(
    network="github",
    hosts=("github.com",),
    handle=r"[A-Za-z0-9][A-Za-z0-9-]{0,38}",
    path=r"@?HANDLE(?:/.*)?",
    address="https://github.com/",
    reserved=r"about|apps|enterprise|explore|features|join|login|marketplace|notifications|orgs|"
    r"organizations|pricing|search|security|settings|sponsors|topics|trending",
)


def _facebook(typed: str) -> Link:
    """Who has not chosen a name there has a number, in profile.php?id=."""
    if "profile.php" in typed:
        typed = _on(_facebook_profiles.hosts, typed).parameter("id")
    return _facebook_profiles(typed)


def _whatsapp(typed: str, region: str) -> Link:
    if re.search("[a-z]", typed, re.IGNORECASE):
        address = _on(("wa.me", "whatsapp.com"), typed)
        typed = "+" + (address.parameter("phone") or address.path).strip("+/ ")
    number = phones.normalise(typed, region)
    return Link("whatsapp", phones.shown(number), f"https://wa.me/{number.removeprefix('+')}")


def _mastodon(typed: str) -> Link:
    """An account is a name and its own server; another server shows it as /@name@server."""
    if "/" in typed:
        address = webaddress.parse(typed)
        path = unquote(address.path).strip("/").removeprefix("web/").removeprefix("users/").removeprefix("@")
        name, _at, server = path.partition("@")
        server = server or address.host
    else:
        name, _at, server = typed.removeprefix("@").partition("@")
    home = webaddress.parse(server)
    if home.rest or not re.fullmatch(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,40}[A-Za-z0-9_])?", name):
        raise NotPublic
    return Link("mastodon", f"@{name}@{home.host}", f"https://{home.host}/@{name}")


def _website(typed: str) -> Link:
    address = webaddress.parse(typed)
    return Link("website", (address.host + address.path).removeprefix("www.").rstrip("/"), address.url)


_READERS: dict[str, Callable[[str], Link]] = {
    "linkedin": _linkedin,
    "xing": _xing,
    "facebook": _facebook,
    "x": _x,
    "github": _github,
    "mastodon": _mastodon,
    "website": _website,
}


def _on(hosts: tuple[str, ...], typed: str) -> WebAddress:
    """The pasted address, if it is on one of these hosts; `in/ada` alone is on the first."""
    names_a_host = "://" in typed or "." in typed.lstrip("/").partition("/")[0]
    address = webaddress.parse(typed if names_a_host else f"{hosts[0]}/{typed.lstrip('/')}")
    if _main_host(address.host) not in hosts:
        raise NotPublic
    return address


def _main_host(host: str) -> str:
    """de.linkedin.com, m.facebook.com, de-de.facebook.com, mobile.twitter.com: all the same place."""
    subdomain = r"(?:www|m|mobile|mbasic|touch|api|web|[a-z]{2}|[a-z]{2}-[a-z]{2})\."
    return re.sub(f"^{subdomain}(?=[^.]+[.])", "", host)
