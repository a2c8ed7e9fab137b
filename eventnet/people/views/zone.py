"""Which clocks a person lives by: guessed from their browser, or chosen."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.people import profile as profiles
from eventnet.people.access import signed_in, the_person
from eventnet.people.forms import ZoneForm
from eventnet.people.views import bp
from eventnet.refusals import Refused
from eventnet.zones import OFFERED


@bp.route("/profile/zone", methods=["GET", "POST"])
@signed_in
def zone() -> ResponseReturnValue:
    person = the_person()
    form = ZoneForm(data={"zone": person.zone or ""})
    if form.validate_on_submit():
        try:
            profiles.choose_zone(person, form.zone.data)
        except Refused as no:
            form.zone.errors = [no.words]
        else:
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".zone"), 303)
    page = render_template("people/zone.html", form=form, person=person, zones=OFFERED)
    return page, 422 if form.errors else 200


@bp.post("/profile/zone/guess")
@signed_in
def guess_zone() -> ResponseReturnValue:
    """A script says it, and needs no page in return."""
    profiles.guess_zone(the_person(), request.form.get("zone", ""))
    db.session.commit()
    return "", 204
