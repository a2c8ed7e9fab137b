"""The mailbox behind the return addresses, over IMAP (RFC 3501): what came since last time, and deleting what is done.

Messages that nobody here understands stay as they are, unread: a person may be reading this mailbox, too.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Timer
from urllib.parse import unquote

from eventnet.clock import now
from eventnet.config import Misconfigured, Settings, is_local
from eventnet.mail.arriving.message import MOST_BYTES
from eventnet.mail.serverurl import ServerUrl, read

PORTS = {"imap": 143, "imaps": 993}
SECONDS = 10.0  # for each step
ALTOGETHER = 40.0
MOST = 20  # a visit
LOOKING_BACK = timedelta(days=14)  # servers give up after five; nobody waits for a mailbox of ten years
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Unreachable(Exception):
    """Not now. The reason is a word for the log and holds nothing of the mailbox."""


@dataclass(frozen=True)
class Inbox:
    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @property
    def name(self) -> str:
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def inbox_of(settings: Settings) -> Inbox | None:
    return parse(settings.imap_url) if settings.imap_url else None


def parse(url: str) -> Inbox:
    """`imaps://user:password@host:port/folder`; without TLS only on this machine, since the password goes along."""
    found = read(url, PORTS)
    if found is None or not _is_complete(found):
        raise Misconfigured(
            "EVENTNET_IMAP_URL must be like imaps://user:password@mail.example.org/INBOX, "
            "with user, password and folder percent-encoded; imap:// only on this machine."
        )
    return Inbox(found.scheme, found.host, found.port, found.user, found.password, unquote(found.path) or "INBOX")


class Visit:
    """One connection to one open folder."""

    def __init__(self, client: imaplib.IMAP4) -> None:
        self.client = client
        self.validity = self._validity()

    def newer(self, last_uid: int) -> list[int]:
        """The next MOST after this one, the oldest first. `n:*` names the last message even when it is older."""
        since = (now() - LOOKING_BACK).date()
        day = f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"
        _ok, found = self.client.uid("SEARCH", f"UID {last_uid + 1}:* SINCE {day}")
        uids = sorted(int(uid) for line in found if line for uid in line.split())
        return [uid for uid in uids if uid > last_uid][:MOST]

    def fetch(self, uid: int) -> bytes:
        """Its first bytes; it stays unread."""
        _ok, found = self.client.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        return next((part[1] for part in found if isinstance(part, tuple)), b"")

    def delete(self, uids: list[int]) -> None:
        """For good where the server can take out single ones (RFC 4315); elsewhere they are marked."""
        if not uids:
            return
        these = ",".join(map(str, uids))
        self.client.uid("STORE", these, "+FLAGS.SILENT", r"(\Deleted \Seen)")
        _ok, able = self.client.capability()  # asked anew: what is there before signing in is less
        if b"UIDPLUS" in (able[0] or b"").upper().split():
            self.client.uid("EXPUNGE", these)

    def _validity(self) -> str:
        _kind, values = self.client.response("UIDVALIDITY")
        return (values[0] or b"").decode("ascii", "replace") if values else ""


@contextmanager
def visit(inbox: Inbox) -> Iterator[Visit]:
    """Ended after ALTOGETHER, also with a server that answers one byte at a time."""
    try:
        client = _connect(inbox)
        timer = Timer(ALTOGETHER, _cut, (client,))
        timer.daemon = True
        timer.start()
        try:
            _open(client, inbox)
            yield Visit(client)
        finally:
            timer.cancel()
            with suppress(imaplib.IMAP4.error, OSError):
                client.logout()
    except (imaplib.IMAP4.error, OSError) as error:
        raise Unreachable(_reason(error)) from None


def _connect(inbox: Inbox) -> imaplib.IMAP4:
    if inbox.scheme == "imaps":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(inbox.host, inbox.port, ssl_context=context, timeout=SECONDS)
    return imaplib.IMAP4(inbox.host, inbox.port, timeout=SECONDS)


def _open(client: imaplib.IMAP4, inbox: Inbox) -> None:
    """AUTH PLAIN in UTF-8 (RFC 4616) where the server has it; LOGIN knows ASCII only."""
    if "AUTH=PLAIN" in client.capabilities:
        secret = f"\0{inbox.user}\0{inbox.password}".encode()
        client.authenticate("PLAIN", lambda _challenge: secret)
    else:
        client.login(inbox.user, inbox.password)
    kind, _found = client.select(_quoted(inbox.folder))
    if kind != "OK":
        raise imaplib.IMAP4.error("folder")


def _quoted(folder: str) -> str:
    """Modified UTF-7 (RFC 3501, 5.1.3), in quotes."""
    pieces = re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", folder)
    written = "".join(p.replace("&", "&-") if p.isascii() and p.isprintable() else _utf7(p) for p in pieces)
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(text: str) -> str:
    """`&`, base64 of UTF-16 with a comma for the slash, `-`."""
    from base64 import b64encode

    return "&" + b64encode(text.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",").decode() + "-"


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    return "tls" if isinstance(error, ssl.SSLError) else "refused" if isinstance(error, imaplib.IMAP4.error) else "away"


def _cut(client: imaplib.IMAP4) -> None:
    with suppress(OSError):
        client.socket().shutdown(socket.SHUT_RDWR)


def _is_complete(url: ServerUrl) -> bool:
    is_safe = url.scheme == "imaps" or is_local(url.host)
    return is_safe and url.has_login and unquote(url.path).isprintable()
