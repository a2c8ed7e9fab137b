"""People I want nothing more to do with."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.exchange import sharing
from eventnet.exchange.cards import public_card
from eventnet.exchange.models import Block, Contact
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person


@bp.post("/contacts/<code>/block")
@signed_in
def block(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    sharing.block(the_person(), contact.subject)
    db.session.commit()
    flash(_("%(name)s is blocked and is not told.", name=contact.subject.name), "success")
    return redirect(url_for(".contacts"), 303)


@bp.get("/blocked")
@signed_in
def blocked() -> ResponseReturnValue:
    return render_template("exchange/blocked.html", blocks=Block.by(the_person()).all(), public_card=public_card)


@bp.post("/blocked/<code>/removal")
@signed_in
def unblock(code: str) -> ResponseReturnValue:
    found = Block.by(the_person()).get_or_404(code)
    name = found.blocked.name
    sharing.unblock(found)
    db.session.commit()
    flash(_("%(name)s is no longer blocked. Cards have to be given anew.", name=name), "success")
    return redirect(url_for(".blocked"), 303)
