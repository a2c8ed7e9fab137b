"""Static files with a name for each build, the language switch, and whether the house stands."""

from blinker import signal
from flask import Blueprint, Response, abort, redirect, request, session, url_for
from sqlalchemy import text

from eventnet import assets
from eventnet.db import db
from eventnet.web.languages import LANGUAGES
from eventnet.web.policies import public

bp = Blueprint("web", __name__)
language_chosen = signal("language-chosen")
FOREVER = "public, max-age=31536000, immutable"


def asset_url(name: str) -> str:
    return url_for("web.asset", build=assets.build(), name=name)


@bp.get("/assets/<build>/<path:name>")
@public
def asset(build: str, name: str) -> Response:
    if name in assets.SHEETS:
        response = Response(assets.stylesheet(name), mimetype="text/css")
    else:
        response = Response(assets.static_file(name) or abort(404), mimetype=assets.media_type(name))
    response.headers["Cache-Control"] = FOREVER if build == assets.build() else "no-cache"
    return response


@bp.post("/language")
@public
def choose_language() -> Response:
    """Switch the language; goes back to the page only by its path on this site."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    session["language"] = chosen
    language_chosen.send(chosen)
    return redirect(_path_within(request.form.get("next_", "/")), 303)  # type: ignore[return-value]


@bp.get("/healthz")
@public
def health() -> Response:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readiness() -> Response:
    db.session.execute(text("SELECT 1"))
    return Response("ready\n", mimetype="text/plain")


def _path_within(path: str) -> str:
    """A path on this site, or home: `//host` and `/\\host` are other sites to a browser."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path and path.isprintable()
    return path if is_ours else "/"
