"""The way out of an organiser's messages, from the mail itself (RFC 8058) or from its link."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.organising.messages.leaving import WayOut, way_out
from eventnet.organising.views import bp
from eventnet.people.access import is_signed_in, the_person
from eventnet.web import slips
from eventnet.web.policies import public
from eventnet.web.sessions import csrf

NO_REFERRER = {"Referrer-Policy": "no-referrer"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@bp.get("/u/<token>")
@public
def leave_messages(token: str) -> ResponseReturnValue:
    """Mail scanners open links, so this only shows a button."""
    way = way_out(token)
    page = render_template("organising/leaving.html", way=way, token=token, may_return=way and _may_return(way))
    return page, 200 if way else 404, NO_REFERRER


@bp.post("/u/<token>")
@public
def leave_by_post(token: str) -> ResponseReturnValue:
    """A mail program sends exactly this one field and holds no token of ours: the address itself is its permission."""
    is_one_click = request.form.to_dict() == ONE_CLICK
    if not is_one_click:
        csrf.protect()
    way = _known(token)
    left = way.leave()
    db.session.commit()
    if not is_one_click:
        slips.keep(way.name, left)
    return ("", 200) if is_one_click else redirect(url_for(".leave_messages", token=token), 303)


csrf.exempt(leave_by_post)


@bp.post("/u/<token>/return")
@public
def come_back_to_messages(token: str) -> ResponseReturnValue:
    """For the reader alone: the organiser, too, has the link, when an answer quotes the message."""
    way = _known(token)
    if not _may_return(way):
        raise NotFound
    way.come_back()
    db.session.commit()
    return redirect(url_for(".leave_messages", token=token), 303)


def _may_return(way: WayOut) -> bool:
    """The browser that has just left, or who is signed in with this address, proven to be theirs."""
    is_theirs = is_signed_in() and the_person().is_confirmed and the_person().email == way.address
    return is_theirs or slips.before(way.name) is not None


def _known(token: str) -> WayOut:
    way = way_out(token)
    if way is None:
        raise NotFound
    return way
