"""Whether an offer may meet a wish: by the stems of their words, German and English at once, compounds included.

Nobody says in which language a line is, and many mix them, so each word counts with the stems that both languages give
it (Snowball). Pure: no database, no request; tests/directory/test_meaning.py has the sentences.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from eventnet.directory.plainwords import APART, LIGHT, SAME, STOP
from eventnet.folding import fold

BEGINNING, END, CLEAR = 5, 6, 8  # letters that one word must have to count as part of another
LONGEST = 40
MOST_TERMS = 24  # of a line
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:\+\+|#)?")
_UPPER = {"IT": "=it", "R": "=r", "C": "=c", "KI": "=ai", "AI": "=ai"}  # in small letters they are other words


class Term(Struct, frozen=True):
    """A word that says something, with the forms by which it is met; `=key` stands for a thing of several names."""

    word: str
    forms: frozenset[str]

    def meets(self, other: "Term") -> bool:
        return any(related(one, two) for one in self.forms for two in other.forms)

    def is_met_by(self, form: str) -> bool:
        return any(related(one, form) for one in self.forms)


def in_common(offer: str, wish: str) -> list[str]:
    """The words of the wish that the offer meets; none: they have nothing to do with each other."""
    offered = terms(offer)
    return [term.word for term in terms(wish) if any(term.meets(other) for other in offered)]


def terms(line: str) -> list[Term]:
    """Each word once, without those that stand in every line."""
    line = unicodedata.normalize("NFC", line)
    found: dict[frozenset[str], Term] = {}
    for token in _TOKEN.findall(line):
        for part in _parts(token):
            forms = _UPPER_FORMS.get(part) or forms_of(part.casefold())
            if forms:
                found.setdefault(forms, Term(part, forms))
    return list(found.values())[:MOST_TERMS]


def related(one: str, two: str) -> bool:
    """The same, or one is a word in which the other begins (`python` in `pythonkurs`) or ends."""
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    if short.startswith("=") or long.startswith("=") or len(short) < BEGINNING:
        return False
    is_part = long.startswith(short) or (len(short) >= END and long.endswith(short))
    return is_part and not long.startswith(_apart().get(short, ("\0",)))


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> frozenset[str]:
    """None for a word without a meaning of its own."""
    stems = _stems(word)
    if not stems or word in _stop() or stems & _light():
        return frozenset()
    keys = {key for form, key in _same().items() if any(_names(stem, form) for stem in stems)}
    return frozenset(stems | keys)


def _names(stem: str, form: str) -> bool:
    """A thing of several names is met by its own name, and in compounds by a long one (`praktikumsplatz`)."""
    return stem == form or (len(form) >= CLEAR and related(stem, form))


def _parts(token: str) -> list[str]:
    """`Python-Kurs` is both of its words, and `3D-Druck` or `Start-up` also the whole."""
    parts = token.split("-")
    return [token.replace("-", ""), *parts] if len(parts) > 1 else [token]


def _stems(word: str) -> frozenset[str]:
    """As it stands and as each language shortens it; numbers and single letters are no words."""
    if word[-1] in "+#":
        return frozenset({word})
    if len(word) < 2 or word.isdecimal():
        return frozenset()
    english, german = _stemmers()
    stems = {fold(form).replace(" ", "")[:LONGEST] for form in (word, english.stemWord(word), german.stemWord(word))}
    return frozenset(stem for stem in stems if len(stem) > 1)


@cache
def _stemmers() -> tuple[Any, Any]:
    import snowballstemmer  # with all of its languages, which only this needs

    return snowballstemmer.stemmer("english"), snowballstemmer.stemmer("german")


@cache
def _stop() -> frozenset[str]:
    return frozenset(STOP.split())


@cache
def _light() -> frozenset[str]:
    return frozenset(stem for word in LIGHT.split() for stem in _stems(word))


@cache
def _same() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in SAME.strip().splitlines():
        key, words = row.split(":")
        for word in words.split():
            found |= dict.fromkeys(_stems(word.replace("-", "")), f"={key}")
    return found


@cache
def _apart() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for short, long in (pair.split() for pair in APART.split(",")):
        found[short] = (*found.get(short, ()), long)
    return found


_UPPER_FORMS = {word: frozenset({key}) for word, key in _UPPER.items()}
