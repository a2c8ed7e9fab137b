"""No more letters from this one: from the letter, without an account."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.followup.lettering.leaving import WayOut, way_out
from eventnet.followup.views import bp
from eventnet.web.policies import public

NO_REFERRER = {"Referrer-Policy": "no-referrer"}


@bp.get("/l/<token>")
@public
def no_more_letters(token: str) -> ResponseReturnValue:
    """Mail scanners open links, so this only shows a button."""
    way = way_out(token)
    page = render_template("followup/lettering/leaving.html", way=way, token=token)
    return page, 200 if way else 404, NO_REFERRER


@bp.post("/l/<token>")
@public
def end_writing(token: str) -> ResponseReturnValue:
    _known(token).leave()
    db.session.commit()
    return redirect(url_for(".no_more_letters", token=token), 303)


@bp.post("/l/<token>/return")
@public
def allow_writing(token: str) -> ResponseReturnValue:
    _known(token).come_back()
    db.session.commit()
    return redirect(url_for(".no_more_letters", token=token), 303)


def _known(token: str) -> WayOut:
    way = way_out(token)
    if way is None:
        raise NotFound
    return way
