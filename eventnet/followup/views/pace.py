"""How many requests may reach me a week, and the days on which none does."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup.forms import PaceForm, QuietForm
from eventnet.followup.models import QuietTime
from eventnet.followup.views import bp
from eventnet.people.access import signed_in, the_person


@bp.route("/follow-up/pace", methods=["GET", "POST"])
@signed_in
def pace() -> ResponseReturnValue:
    form = PaceForm(the_person())
    if not form.validate_on_submit():
        return pace_page(form, QuietForm(formdata=None)), 422 if form.errors else 200
    the_person().requests_a_week = form.requests_a_week.data
    db.session.commit()
    flash(_("Saved. It counts from now on."), "success")
    return redirect(url_for(".pace"), 303)


@bp.post("/follow-up/pace/quiet-times")
@signed_in
def create_quiet_time() -> ResponseReturnValue:
    form = QuietForm()
    if not form.validate_on_submit():
        return pace_page(PaceForm(the_person(), formdata=None), form), 422
    db.session.add(QuietTime(person_id=the_person().id, from_on=form.from_on.data, until_on=form.until_on.data))
    db.session.commit()
    flash(_("Saved. On these days no request reaches you; they wait."), "success")
    return redirect(url_for(".pace"), 303)


@bp.post("/follow-up/pace/quiet-times/<code>/removal")
@signed_in
def remove_quiet_time(code: str) -> ResponseReturnValue:
    db.session.delete(QuietTime.of(the_person()).get_or_404(code))
    db.session.commit()
    flash(_("Removed."), "success")
    return redirect(url_for(".pace"), 303)


def pace_page(form: PaceForm, quiet_form: QuietForm) -> str:
    quiet = QuietTime.of(the_person()).all()
    return render_template("followup/pace.html", form=form, quiet_form=quiet_form, quiet=quiet)
