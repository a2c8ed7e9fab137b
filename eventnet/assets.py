"""Where templates and static files are, in a checkout or in an installed wheel; one CSS file out of many."""

import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup
from werkzeug.security import safe_join

PACKAGE = Path(__file__).parent
ROOT = PACKAGE.parent if (PACKAGE.parent / "templates").is_dir() and (PACKAGE.parent / "static").is_dir() else PACKAGE
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
}
# The first one is all that a first visit needs; the second is for who is signed in, and for pages kept on the phone.
SHEETS = {
    "css/eventnet.css": ("reset.css", "tokens.css", "base.css", "components/*.css", "rooms/*.css", "utilities.css"),
    "css/inside.css": ("inside/*.css",),
}


@cache
def build() -> str:
    """Changes whenever a static file does, so that browsers may keep every answer for good."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def edition() -> str:
    """Changes whenever a page may look different: with the build, the templates and the words."""
    return hashlib.sha256(f"{build()} {_pages()}".encode()).hexdigest()[:12]


@cache
def _pages() -> str:
    digest = hashlib.sha256()
    for path in sorted([*TEMPLATES.rglob("*.html"), *(PACKAGE / "translations").glob("*.po")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def names(pattern: str) -> list[str]:
    """The static files that look like this."""
    return [path.relative_to(STATIC).as_posix() for path in sorted(STATIC.glob(pattern)) if path.is_file()]


@cache
def stylesheet(name: str) -> str:
    parts = [path for pattern in SHEETS[name] for path in sorted((STATIC / "css").glob(pattern))]
    return "\n".join(path.read_text() for path in parts)


def static_file(name: str) -> bytes | None:
    """The bytes of a file below static/, and of nothing else. Browsers keep them for good; no worker needs to."""
    path = safe_join(str(STATIC), name)
    return Path(path).read_bytes() if path and Path(path).is_file() else None


def media_type(name: str) -> str:
    """Never a guess that a browser would run."""
    return MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")


@cache
def icon(name: str) -> Markup:
    """An icon of static/icons, inline so that it costs no request; for the eye only. The CSS says how it is drawn."""
    svg = (STATIC / "icons" / f"{name}.svg").read_text().strip()
    kind = "icon" if 'stroke="currentColor"' in svg else "icon icon-brand"
    drawing = svg[svg.index(">") + 1 :]
    return Markup(f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true">{drawing}')  # noqa: S704 - our own file
