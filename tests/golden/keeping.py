"""What is kept of a letter: its text and its calendar file, without what is different each time."""

import re
from pathlib import Path

from eventnet.mail.models import Letter

HERE = Path(__file__).parent
LETTERS, CALENDARS = HERE / "letters", HERE / "calendars"
LANGUAGES = ("en", "de")
CHANGING = (
    (r"/l/[\w-]+", "/l/SEALED"),
    (r"/off/[\w-]+", "/off/SEALED"),
    (r"/evenings/[\w-]+", "/evenings/SECRET"),
    (r"/[\w-]{43}\b", "/SECRET"),
    (r"/[0-9A-HJKMNP-TV-Z]{16}\b", "/CODE"),
    (r"(?m)^UID:\w{26}@", "UID:CODE@"),
)


def text_of(letter: Letter) -> str:
    """As its reader gets it; below the dashes stands the house, the same under every letter."""
    lines = [
        f"To: {letter.to_name} <{letter.to_address}>",
        f"Reply-To: {letter.reply_name} <{letter.reply_address}>" if letter.reply_address else "Reply-To: -",
        f"Subject: {letter.subject}",
        f"Calendar: {letter.calendar_method or '-'}",
        *([f"List-Unsubscribe: {letter.unsubscribe}"] if letter.unsubscribe else []),
        "",
        letter.text.split("\n-- \n")[0],
    ]
    return _steady("\n".join(lines)).rstrip() + "\n"


def calendar_of(text: str) -> str:
    """Unfolded (RFC 5545, 3.1), so that a code of another length moves no line end."""
    return _steady(text.replace("\r\n ", "").replace("\r\n", "\n"))


def _steady(text: str) -> str:
    for pattern, name in CHANGING:
        text = re.sub(pattern, name, text)
    return text
