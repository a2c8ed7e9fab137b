"""The app on the home screen: its manifest (W3C) and the worker that opens it without a network."""

import json

from flask import Blueprint, Response, jsonify, request, session, url_for
from flask_babel import gettext as _

from eventnet import assets
from eventnet.web.languages import LANGUAGES, language, speaking
from eventnet.web.policies import public
from eventnet.web.views import asset_url

bp = Blueprint("pwa", __name__)

PAPER = "#faf7ef"
WORKER = "js/offline/worker.js"
AT_ONCE = ("js/**/*.js", "fonts/*.woff2", "vendor/lean-qr-*/*.js", "app/touch-180.png")
LATER = ("vendor/zxing-wasm-*/*.js", "vendor/zxing-wasm-*/*.wasm")  # a megabyte: after joining, in the background
PAGES = {"/code": "/shell/code", "/scan": "/shell/scan", "/kept": "/shell/kept"}


@bp.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """Browsers ask for it without cookies, so the page that links it says its own language."""
    spoken = request.args.get("language", "")
    with speaking(spoken if spoken in LANGUAGES else language()):
        response = jsonify(_described())
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    session.modified = False  # no cookie for a file
    return response


@bp.get("/sw.js")
@public
def worker() -> Response:
    """The worker, behind one line with what belongs to this edition of the app."""
    source = f"const SHELL = {json.dumps(_shell(), indent=1)};\n{(assets.static_file(WORKER) or b'').decode()}"
    response = Response(source, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    session.modified = False
    return response


def _described() -> dict[str, object]:
    return {
        "id": "/code",
        "name": "eventnet",
        "short_name": "eventnet",
        "description": _("Exchange cards by QR code, then meet in person. Works without a network."),
        "lang": language(),
        "dir": "ltr",
        "start_url": url_for("exchange.code"),
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["business", "productivity"],
        "icons": [
            _icon("icon-192", 192),
            _icon("icon-512", 512),
            _icon("maskable-512", 512) | {"purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": _("My code"), "url": url_for("exchange.code"), "icons": [_icon("code-192", 192)]},
            {"name": _("Scan"), "url": url_for("exchange.scanner"), "icons": [_icon("scan-192", 192)]},
        ],
    }


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": asset_url(f"app/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}


def _shell() -> dict[str, object]:
    return {
        "edition": assets.edition(),
        "pages": PAGES,
        "files": [*map(asset_url, assets.SHEETS), *_urls(AT_ONCE)],
        "later": _urls(LATER),
    }


def _urls(patterns: tuple[str, ...]) -> list[str]:
    return [asset_url(name) for pattern in patterns for name in assets.names(pattern) if name != WORKER]
