"""Somebody scanned my badge: give a card back, or leave it. One tap each."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.exchange import asking
from eventnet.exchange.models import CardRequest, Contact
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person


@bp.get("/card-requests/<code>")
@signed_in
def asker(code: str) -> ResponseReturnValue:
    """Who asks gave a card, so their page is there."""
    me = the_person()
    request = CardRequest.put_to(me).get_or_404(code)
    theirs = Contact.held_by(me).where(Contact.subject_id == request.asker_id).first()
    if theirs is None:
        abort(404)
    return redirect(url_for(".contact", code=theirs.code), 303)


@bp.post("/card-requests/<code>/gift")
@signed_in
def give_back(code: str) -> ResponseReturnValue:
    request = CardRequest.put_to(the_person()).get_or_404(code)
    asking.give_back(request)
    db.session.commit()
    flash(_("%(name)s has your card now, too.", name=request.asker.name), "success")
    return redirect(url_for(".contacts"), 303)


@bp.post("/card-requests/<code>/dismissal")
@signed_in
def leave_request(code: str) -> ResponseReturnValue:
    request = CardRequest.put_to(the_person()).get_or_404(code)
    asking.leave(request)
    db.session.commit()
    flash(_("Left. %(name)s is not told.", name=request.asker.name), "success")
    return redirect(url_for(".contacts"), 303)
