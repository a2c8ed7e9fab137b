"""Rules applied to what is typed. static/js/followup/reading.js does the same; one test asks both."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from eventnet.followup.coaching.rules import EVERYWHERE, FIELDS, RULES, Rule

WORD = re.compile(r"[^\W_]+")


class Hint(Struct, frozen=True):
    """A rule in words for this letter."""

    key: str
    text: str
    is_open: bool
    data: tuple[tuple[str, str | int], ...] = ()  # for the page's script


def hints_on(
    name: str, typed: Mapping[str, str | None], rules: Sequence[Rule] = RULES, fields: Sequence[str] = FIELDS
) -> list[Hint]:
    """All of them, the open and the others, as the page's script opens and closes them while somebody types."""
    texts = {field: typed.get(field) or "" for field in fields}
    return [Hint(rule.key, str(rule.words) % {"name": name}, is_broken(rule, texts), rule.data) for rule in rules]


def is_broken(rule: Rule, texts: Mapping[str, str]) -> bool:
    words = words_of(" ".join(texts.values()) if rule.field == EVERYWHERE else texts[rule.field])
    if rule.more:
        return sum(len(words_of(text)) for text in texts.values()) > rule.more
    if rule.questions:
        return len(words) < 2 and sum(text.count("?") for text in texts.values()) >= rule.questions
    if rule.fewer:
        return len(words) < rule.fewer
    is_enough = rule.enough and len(words) >= rule.enough
    return not is_enough and holds(words, rule.says) and not holds(words, rule.unless)


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def holds(words: Sequence[str], phrases: Sequence[str]) -> bool:
    return any(_stands_at(words, start, phrase.split()) for phrase in phrases for start in range(len(words)))


def _stands_at(words: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    found = words[start : start + len(phrase)]
    return len(found) == len(phrase) and all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for word, wanted in zip(found, phrase, strict=True)
    )
