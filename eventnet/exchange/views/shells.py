"""The app's own pages as a phone keeps them: nobody's name, no token, no cookie. Scripts fill them from the phone."""

from functools import partial

from flask import Response, abort, make_response, render_template, session
from flask.typing import ResponseReturnValue

from eventnet import assets
from eventnet.exchange import consent
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in
from eventnet.web.languages import language
from eventnet.web.places import places
from eventnet.web.policies import public

SHELLS = {"code": "exchange.code", "scan": "exchange.scanner", "kept": "exchange.kept"}


@bp.get("/shell/<page>")
@public
def shell(page: str) -> Response:
    """For the phone's worker, which asks with the cookies of whoever is signed in; they are not looked at."""
    endpoint = SHELLS.get(page) or abort(404)
    nobody = {"shell": True, "current_person": None, "places": partial(places, endpoint), "consent": consent.words()}
    response = make_response(render_template(f"exchange/{page}.html", **nobody))
    response.headers["Content-Language"] = language()
    response.headers["X-Eventnet-Edition"] = assets.edition()
    session.modified = False  # no cookie for nobody
    return response


@bp.get("/kept")
@signed_in
def kept() -> ResponseReturnValue:
    """What is on this phone alone is filled in by a script."""
    return render_template("exchange/kept.html")
