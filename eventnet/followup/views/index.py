"""Follow-up: what is mine to do, in order."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup.agenda import agenda
from eventnet.followup.views import bp
from eventnet.mail.arriving.suppressing import is_suppressed
from eventnet.mail.models import Letter
from eventnet.people.access import signed_in, the_person


@bp.get("/follow-up")
@signed_in
def index() -> ResponseReturnValue:
    person = the_person()
    return render_template("followup/index.html", agenda=agenda(person), is_suppressed=is_suppressed(person.email))


@bp.post("/follow-up/letters/<code>/dismissal")
@signed_in
def create_dismissal(code: str) -> ResponseReturnValue:
    letter = Letter.failed_for(the_person()).get_or_404(code)
    letter.dismiss()
    db.session.commit()
    flash(_("Put away."), "success")
    return redirect(url_for(".index"), 303)
