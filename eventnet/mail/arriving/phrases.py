"""What servers say in words: qmail, Exim, older Exchange and their kin write no report for programs.

Data, so that a new shape is one more line.
"""

import re
from email.message import Message

from eventnet.mail.arriving.message import header

SERVERS = re.compile(
    r"^\W*(mailer-daemon|postmaster|mail delivery|mdaemon|microsoft exchange|system administrator)", re.I
)
SUBJECTS = re.compile(
    r"undeliver|delivery (status notification|failure|failed)|failure notice|returned mail|mail delivery failed|"
    r"not delivered|unzustellbar|zustellung fehlgeschlagen|nicht zugestellt|non remis",
    re.I,
)
NOT_YET = re.compile(
    r"\bdelay(ed)?\b|warning: |still being retried|will keep trying|no action is required|"
    r"verzögert|wird weiter versucht",
    re.I,
)
# The first line that fits says what it is; full mailboxes first, since their reports often say "failed" as well.
MEANINGS = tuple(
    (re.compile(words, re.I), status)
    for words, status in (
        (r"mailbox (is )?full|over ?quota|quota exceeded|postfach.{0,20}voll", "4.2.2"),
        (r"exceeded.{0,20}(quota|storage)", "4.2.2"),
        (r"no mailbox (here )?by that name|user (is )?unknown", "5.1.1"),
        (r"(unknown|no such) (user|recipient|address)", "5.1.1"),
        (r"(address|account|recipient|user|mailbox).{0,40}(does not exist|doesn't exist|not found)", "5.1.1"),
        (r"invalid recipient|unrouteable address|mailbox unavailable|existiert nicht|unbekannter empf", "5.1.1"),
        (r"(domain|host).{0,40}(not found|does not exist|doesn't exist)|couldn't find any host", "5.1.2"),
        (r"spam|blocked|blacklist|policy|reputation|dmarc|\bspf\b", "5.7.1"),
        (r"timed? ?out|too long|retry time(out)?", "4.4.7"),
    )
)


def is_from_a_server(message: Message) -> bool:
    """By its own account; the address that it was sent to says for which letter."""
    if message.get("X-Failed-Recipients"):
        return True
    sender = header(message.get("From", ""))
    inside = re.search(r"<([^<>]*)>", sender)
    return bool(SERVERS.match(sender) or (inside and SERVERS.match(inside[1])))


def is_final(subject: str, words: str) -> bool:
    """It says that a letter did not arrive, and not that it is only late."""
    head = words[:2000]
    if NOT_YET.search(subject) or ("permanent" not in head and NOT_YET.search(head)):
        return False
    return bool(SUBJECTS.search(subject) or SUBJECTS.search(head) or status_of(head))


def status_of(words: str) -> str:
    return next((status for found, status in MEANINGS if found.search(words)), "")
