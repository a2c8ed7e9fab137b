"""Words as people look for them: Łukasz is found as lukasz, Müller as muller and as mueller, Straße as strasse."""

import unicodedata

_MOST_WORDS = 6
# Letters that Unicode does not take apart.
_APART = str.maketrans({
    "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
    "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "'": "", "’": "", "ʼ": "", "`": "", "´": "",
})  # fmt: skip
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def fold(text: str) -> str:
    """Lower case, without accents; everything but letters and digits is one space."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_APART))
    letters = "".join(
        part if part.isalnum() else "" if unicodedata.category(part) in {"Mn", "Cf"} else " " for part in parts
    )
    return " ".join(letters.translate(_APART).split())


def spellings(text: str) -> list[str]:
    """As it is folded, and as somebody without an umlaut on the keyboard writes it, where that differs."""
    text = unicodedata.normalize("NFC", text.casefold())
    return list(dict.fromkeys((fold(text), fold(text.translate(_AS_TWO)))))


def wanted(query: str) -> list[list[str]]:
    """The words of a query, each in its spellings; somebody is found who has all of them."""
    return [spellings(word) for word in query.split()[:_MOST_WORDS] if fold(word)]
