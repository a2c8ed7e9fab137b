"""Letters you get: all switches on one page, and the one tap from a letter itself (RFC 8058)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup import wishes
from eventnet.followup.views import bp
from eventnet.followup.wishes.forms import WishesForm
from eventnet.people.access import signed_in, the_person
from eventnet.people.views import leaving
from eventnet.web.policies import public
from eventnet.web.sessions import csrf


@bp.route("/follow-up/letters", methods=["GET", "POST"])
@signed_in
def letters() -> ResponseReturnValue:
    form = WishesForm(wishes.of(the_person()))
    if not form.validate_on_submit():
        return render_template("followup/letters.html", form=form), 422 if form.errors else 200
    wishes.change(the_person(), **form.switches)
    db.session.commit()
    flash(_("Saved. It counts from now on."), "success")
    return redirect(url_for(".letters"), 303)


@bp.get("/letters/off/<token>")
@public
def letters_off(token: str) -> ResponseReturnValue:
    return leaving.asking_page("followup/letters_off.html", wishes.way_out(token), token)


@bp.post("/letters/off/<token>")
@public
def end_letters(token: str) -> ResponseReturnValue:
    is_one_click = leaving.is_one_click()
    return leaving.end(wishes.way_out(token), url_for(".letters_off", token=token), is_one_click)


csrf.exempt(end_letters)


@bp.post("/letters/off/<token>/return")
@public
def come_back_to_letters(token: str) -> ResponseReturnValue:
    return leaving.undo(wishes.way_out(token), url_for(".letters_off", token=token))
