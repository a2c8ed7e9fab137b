"""Where templates and static files are, in a checkout or in an installed wheel; one CSS file out of many."""

import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

PACKAGE = Path(__file__).parent
ROOT = (
    PACKAGE.parent
    if (PACKAGE.parent / "templates").is_dir() and (PACKAGE.parent / "static").is_dir()
    else PACKAGE
)
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
CSS_ORDER = ("reset.css", "tokens.css", "base.css", "components/*.css", "rooms/*.css", "utilities.css")


@cache
def build() -> str:
    """Changes whenever a static file does, so that browsers may keep every answer for good."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def stylesheet() -> str:
    parts = [path for pattern in CSS_ORDER for path in sorted((STATIC / "css").glob(pattern))]
    return "\n".join(path.read_text() for path in parts)


@cache
def icon(name: str) -> Markup:
    """An icon of static/icons, inline so that it costs no request; for the eye only."""
    svg = (STATIC / "icons" / f"{name}.svg").read_text()
    start = svg.index("<svg")
    return Markup(svg[start:].replace("<svg", '<svg class="icon" aria-hidden="true" focusable="false"', 1))  # noqa: S704 - our own file
