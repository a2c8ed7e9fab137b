"""The words beside the box that lets others find somebody, by version: change them under a new one, keep the old."""

from flask_babel import lazy_gettext as _l

CURRENT = "2026-11"
TEXTS = {
    "2026-11": _l(
        "Whoever takes part in this event sees your name, headline and organisation, your part in it, what you offer "
        "and look for, and your answers that are meant for it, until a day after its end. Nobody gets your card or a "
        "way to write to you. Untick the box, and you are gone at once."
    ),
}


def words(version: str = CURRENT) -> str:
    return str(TEXTS[version])
