"""The text of one cell, as a person would read it."""

import re
import unicodedata

# A cell that begins like a formula is written with a guard: ' by us and by pretix, TAB by alf.io.
_GUARD = re.compile(r"^'(?=[=+\-@\t\r])")
# Soft hyphens, zero-width spaces and marks that turn the direction of what follows: nobody types them into
# a name. The joiners (U+200C, U+200D) stay, Persian and Hindi are spelt with them.
_UNSEEN = re.compile("[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_GAPS = re.compile(r"[\s\x00-\x20\x7f-\x9f]+")
_PLACEHOLDERS = frozenset({"", "-", "–", "—", "_", ".", "/", "?", "--", "---", "n/a", "N/A"})


def plain(cell: str) -> str:
    """NFC, on one line, without guard, control characters and double spaces. `=1+1` stays the text it is."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", cell)).strip()
    return _GAPS.sub(" ", _GUARD.sub("", text)).strip()


def said(cell: str) -> str:
    """The same without what only fills a required field: `Prince -` is Prince, `n/a` is nothing."""
    words = plain(cell).split(" ")
    while words and words[-1] in _PLACEHOLDERS:
        words.pop()
    while words and words[0] in _PLACEHOLDERS:
        words.pop(0)
    return " ".join(words)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters."""
    return text[:limit].rstrip()
