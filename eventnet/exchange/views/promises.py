"""Promises: adding one by hand, ticking it off, and taking that back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.exchange import promising
from eventnet.exchange.forms import PromiseForm
from eventnet.exchange.models import Contact, Promise
from eventnet.exchange.views import bp
from eventnet.exchange.views.contact import Acquaintance, contact_page
from eventnet.people.access import signed_in, the_person


@bp.post("/contacts/<code>/promises")
@signed_in
def make_promise(code: str) -> ResponseReturnValue:
    theirs, form = Contact.held_by(the_person()).get_or_404(code), PromiseForm()
    if not form.validate_on_submit():
        return contact_page(Acquaintance(the_person(), theirs), promise_form=form), 422
    promising.make(the_person(), theirs.subject, form.direction.data, form.promise.data, form.due_on.data)
    db.session.commit()
    flash(_("Noted. Only you can read it."), "success")
    return redirect(url_for(".contact", code=code, _anchor="promises"), 303)


@bp.post("/promises/<code>/keeping")
@signed_in
def keep_promise(code: str) -> ResponseReturnValue:
    promise = Promise.of(the_person()).get_or_404(code)
    promising.keep(promise)
    db.session.commit()
    flash(_("Kept. Well done.") if promise.is_mine else _("Kept. A good moment to say thank you."), "success")
    return _back(promise)


@bp.post("/promises/<code>/reopening")
@signed_in
def reopen_promise(code: str) -> ResponseReturnValue:
    promise = Promise.of(the_person()).get_or_404(code)
    promising.reopen(promise)
    db.session.commit()
    flash(_("Open again."), "success")
    return _back(promise)


@bp.post("/promises/<code>/removal")
@signed_in
def remove_promise(code: str) -> ResponseReturnValue:
    promise = Promise.of(the_person()).get_or_404(code)
    target = _back(promise)
    db.session.delete(promise)
    db.session.commit()
    flash(_("Removed."), "success")
    return target


def _back(promise: Promise) -> ResponseReturnValue:
    """To the page with the button: follow-up, or their card if I (still) hold it."""
    if request.form.get("from") == "follow-up":
        return redirect(url_for("followup.index"), 303)
    held = Contact.held_by(the_person()).where(Contact.subject_id == promise.subject_id).first()
    return redirect(url_for(".contact", code=held.code, _anchor="promises") if held else url_for(".contacts"), 303)
