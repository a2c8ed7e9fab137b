"""No more letters from this one: from the letter, without an account."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.followup.lettering.leaving import WayOut, way_out
from eventnet.followup.views import bp
from eventnet.people.access import is_signed_in, the_person
from eventnet.web import slips
from eventnet.web.policies import public

NO_REFERRER = {"Referrer-Policy": "no-referrer"}


@bp.get("/l/<token>")
@public
def no_more_letters(token: str) -> ResponseReturnValue:
    """Mail scanners open links, so this only shows a button."""
    way = way_out(token)
    may_return = way is not None and (slips.before(way.name) is not None or _is_reader(way))
    page = render_template("followup/lettering/leaving.html", way=way, token=token, may_return=may_return)
    return page, 200 if way else 404, NO_REFERRER


@bp.post("/l/<token>")
@public
def end_writing(token: str) -> ResponseReturnValue:
    way = _known(token)
    left = way.leave()
    db.session.commit()
    slips.keep(way.name, left)
    return redirect(url_for(".no_more_letters", token=token), 303)


@bp.post("/l/<token>/return")
@public
def allow_writing(token: str) -> ResponseReturnValue:
    """For the reader alone: the writer, too, has the link, when an answer quotes the letter."""
    way = _known(token)
    left = slips.before(way.name)
    if _is_reader(way):
        way.come_back()
    elif left is not None:
        way.take_back(left)
    else:
        raise NotFound
    db.session.commit()
    return redirect(url_for(".no_more_letters", token=token), 303)


def _is_reader(way: WayOut) -> bool:
    return is_signed_in() and the_person().id == way.reader.id


def _known(token: str) -> WayOut:
    way = way_out(token)
    if way is None:
        raise NotFound
    return way
