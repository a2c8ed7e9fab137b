"""Quiet hints at the side of a request: a closed set, about what is missing; they never hold anybody up."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Hint:
    """Shown while `field` holds fewer than `words` words; the page's script asks the same."""

    field: str
    words: int
    text: str
    is_open: bool


def hints(name: str, **typed: str | None) -> list[Hint]:
    rules = [
        (
            "talked_about",
            2,
            _("Nothing about your talk yet. One line is enough for %(name)s to remember you.", name=name),
        ),
        ("ask", 4, _("You have not said exactly what you would like from %(name)s.", name=name)),
        ("offer", 2, _("You have not said what %(name)s gets out of it. It need not be much.", name=name)),
    ]
    return [Hint(field, words, text, len((typed.get(field) or "").split()) < words) for field, words, text in rules]
