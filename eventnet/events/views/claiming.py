"""The personal link in an invitation."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from eventnet.db import db
from eventnet.events import claiming
from eventnet.events.views import bp
from eventnet.events.views.answers import first_stop
from eventnet.people.access import enter, is_signed_in
from eventnet.people.views.browsers import browser_label
from eventnet.refusals import Refused
from eventnet.web.languages import language
from eventnet.web.policies import public

NO_REFERRER = {"Referrer-Policy": "no-referrer"}


@bp.get("/i/<token>")
@public
def claim(token: str) -> ResponseReturnValue:
    """Mail scanners open links, so this only shows a button."""
    place = claiming.invited(token)
    if place is None:
        return render_template("events/invitation_ended.html"), 404, NO_REFERRER
    return render_template("events/invitation.html", place=place, token=token), 200, NO_REFERRER


@bp.post("/i/<token>")
@public
def take_place(token: str) -> ResponseReturnValue:
    here = current_user.device if is_signed_in() else None
    try:
        attendee, entry = claiming.claim(token, browser_label(request.user_agent.string), language(), here)
    except Refused:
        db.session.rollback()
        return render_template("events/invitation_ended.html"), 404, NO_REFERRER
    enter(entry.device, entry.secret)
    db.session.commit()
    flash(_("Welcome, %(name)s.", name=attendee.person.name), "success")
    return redirect(first_stop(attendee), 303)
