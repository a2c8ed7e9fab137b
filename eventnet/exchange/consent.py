"""The words beside every button that gives a card, by version: a receipt quotes what was agreed to."""

from flask_babel import lazy_gettext as _l

CURRENT = "2026-11"
TEXTS = {
    "2026-11": _l(
        "Your card shows your name, headline and organisation, and what you chose for contacts, for as long as you "
        "chose. You see who holds it, and take it back with one tap."
    ),
}


def words(version: str = CURRENT) -> str:
    """Change the text under a new version; an old one stays as long as a contact was given under it."""
    return str(TEXTS[version])
