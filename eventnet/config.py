"""Every setting, read once from EVENTNET_*; eventnet refuses to start half-configured."""

import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KNOWN_DEFAULTS = frozenset({"change-me", "changeme", "secret", "development", "please-change-this-secret-key-now"})
SECRET_KEY_BYTES = 32
LONGEST_ANSWER = 12  # seconds; twice that is less than a job is held for


class Misconfigured(Exception):
    """A setting is missing or contradicts another; the message names it."""


def setting(doc: str, default: str = "") -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True)
class Settings:
    """Field `name` is the variable EVENTNET_NAME; README's table repeats each `doc`."""

    database_url: str = setting(
        "Where the data lives: `sqlite:///…` or `postgresql://…`. Empty: a file in the data directory."
    )
    base_url: str = setting(
        "The address people see, with scheme. Links, codes and mails are built from it.",
        "http://127.0.0.1:8000",
    )
    secret_key: str = setting(
        "Signs sessions and seals the keys that sign cards. At least 32 bytes; make one with `openssl rand -hex 32`."
    )
    smtp_url: str = setting("The mail server: `smtp://`, `smtps://` or `starttls://user:password@host:port`.")
    mail_from: str = setting("The sending address of every letter.", "eventnet@localhost")
    bounce_address: str = setting(
        "Where letters that cannot be delivered come back to, one address a letter: "
        "`bounces+{code}@events.example.org`. Its mail must reach eventnet, by `eventnet mail-in` or "
        "EVENTNET_IMAP_URL. Empty: nothing comes back."
    )
    imap_url: str = setting(
        "The mailbox behind EVENTNET_BOUNCE_ADDRESS: `imaps://user:password@host/folder`, percent-encoded. "
        "Read every minute; what was understood is deleted there."
    )
    letters_a_minute: str = setting("How fast a message to many goes out unless its writer says otherwise.", "120")
    data_dir: str = setting("A directory of its own for the embedded database.", "var")
    pretix_inside: str = setting(
        "pretix servers in your own network, such as `https://tickets.example.org`, separated by spaces. "
        "All others must have public addresses and https."
    )
    pretix_timeout: str = setting("How many seconds a pretix server may take for one answer, at most 12.", "10")
    demo: str = setting("`1` fills a small world to try and shows its mailbox. Never on a real server.")

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        given = {
            f.name: environ[f"EVENTNET_{f.name.upper()}"]
            for f in fields(cls)
            if environ.get(f"EVENTNET_{f.name.upper()}")
        }
        settings = cls(**given)
        settings.check()
        return settings

    def check(self) -> None:
        self._check_base_url()
        if not (self.letters_a_minute.isdecimal() and int(self.letters_a_minute) > 0):
            raise Misconfigured("EVENTNET_LETTERS_A_MINUTE must be a number, like 120.")
        self._check_pretix()
        if self.is_demo:
            self._check_demo()
        else:
            self._check_secret_key()

    @property
    def is_demo(self) -> bool:
        return self.demo == "1"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """Host and port as they stand in links and codes."""
        return urlsplit(self.base_url).netloc

    @property
    def pretix_servers_inside(self) -> frozenset[str]:
        return frozenset(each.rstrip("/").lower() for each in self.pretix_inside.split())

    @property
    def pretix_patience(self) -> float:
        return float(self.pretix_timeout)

    @property
    def pace(self) -> int:
        return int(self.letters_a_minute)

    @property
    def signing_key(self) -> str:
        return self.secret_key or _demo_key(Path(self.data_dir))

    @property
    def database(self) -> str:
        """An SQLAlchemy address with the driver we use."""
        url = self.database_url or f"sqlite:///{Path(self.data_dir).resolve() / 'eventnet.sqlite3'}"
        for scheme in ("postgresql://", "postgres://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url

    def _check_base_url(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
            raise Misconfigured("EVENTNET_BASE_URL must be like https://events.example.org, without a path.")

    def _check_pretix(self) -> None:
        for server in self.pretix_servers_inside:
            if urlsplit(server).scheme not in {"http", "https"} or not urlsplit(server).hostname:
                raise Misconfigured("EVENTNET_PRETIX_INSIDE must be addresses like https://tickets.example.org.")
        if not self.pretix_timeout.replace(".", "", 1).isdecimal() or not 0 < self.pretix_patience <= LONGEST_ANSWER:
            raise Misconfigured("EVENTNET_PRETIX_TIMEOUT must be a number of seconds up to 12.")

    def _check_secret_key(self) -> None:
        if len(self.secret_key.encode()) < SECRET_KEY_BYTES or self.secret_key.lower() in KNOWN_DEFAULTS:
            raise Misconfigured("EVENTNET_SECRET_KEY must be a secret of at least 32 bytes: openssl rand -hex 32")

    def _check_demo(self) -> None:
        if self.smtp_url:
            raise Misconfigured("EVENTNET_DEMO keeps its letters to itself: unset EVENTNET_SMTP_URL.")
        if not is_local(urlsplit(self.base_url).hostname or ""):
            raise Misconfigured("EVENTNET_DEMO is for this machine alone: EVENTNET_BASE_URL must be local.")


def is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _demo_key(data_dir: Path) -> str:
    """The demo makes its own key and keeps it, so that all workers share one."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / "demo-secret-key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_hex(SECRET_KEY_BYTES))
    except FileExistsError:
        pass
    return path.read_text()
