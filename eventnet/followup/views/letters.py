"""Letters you get: all switches on one page, and the one tap from a letter itself (RFC 8058)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.followup import wishes
from eventnet.followup.views import bp
from eventnet.followup.wishes import WayOut
from eventnet.followup.wishes.forms import WishesForm
from eventnet.people.access import is_signed_in, signed_in, the_person
from eventnet.web import slips
from eventnet.web.policies import public
from eventnet.web.sessions import csrf

NO_REFERRER = {"Referrer-Policy": "no-referrer"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


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
    """Mail scanners open links, so this only shows a button."""
    way = wishes.way_out(token)
    may_return = way is not None and (slips.before(way.name) is not None or _is_theirs(way))
    page = render_template("followup/letters_off.html", way=way, token=token, may_return=may_return)
    return page, 200 if way else 404, NO_REFERRER


@bp.post("/letters/off/<token>")
@public
def end_letters(token: str) -> ResponseReturnValue:
    """A mail program sends exactly this one field and holds no token of ours: the address itself is its permission."""
    is_one_click = request.form.to_dict() == ONE_CLICK
    if not is_one_click:
        csrf.protect()
    way = _known(token)
    on = way.leave()
    db.session.commit()
    if not is_one_click:
        slips.keep(way.name, on)
    return ("", 200) if is_one_click else redirect(url_for(".letters_off", token=token), 303)


csrf.exempt(end_letters)


@bp.post("/letters/off/<token>/return")
@public
def come_back_to_letters(token: str) -> ResponseReturnValue:
    """For the person alone: others have the link, too, when a letter is passed on."""
    way = _known(token)
    on = slips.before(way.name)
    if on is not None:
        way.take_back(on)
    elif _is_theirs(way):
        way.come_back()
    else:
        raise NotFound
    db.session.commit()
    return redirect(url_for(".letters_off", token=token), 303)


def _is_theirs(way: WayOut) -> bool:
    return is_signed_in() and the_person().id == way.person.id


def _known(token: str) -> WayOut:
    way = wishes.way_out(token)
    if way is None:
        raise NotFound
    return way
