"""Signing in by six digits or by the link in the same mail, and signing out."""

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from eventnet.codes import new_secret
from eventnet.db import db
from eventnet.people import access, signin
from eventnet.people.access import emptied, enter, is_signed_in, leave, the_way_back
from eventnet.people.emails import clean_email
from eventnet.people.forms import DigitsForm, EmailForm
from eventnet.people.models import Device, EmailProof
from eventnet.people.views import bp
from eventnet.people.views.browsers import browser_label
from eventnet.refusals import Refused
from eventnet.web.languages import language
from eventnet.web.policies import public


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def ask_sign_in() -> ResponseReturnValue:
    form = EmailForm()
    if form.validate_on_submit():
        try:
            signin.ask(clean_email(form.email.data), browser_secret(), language())
        except Refused as no:
            form.email.errors = [no.words]
        else:
            db.session.commit()
            return redirect(url_for(".enter_digits"), 303)
    return render_template("people/sign_in.html", form=form), 422 if form.errors else 200


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def enter_digits() -> ResponseReturnValue:
    form = DigitsForm()
    if form.validate_on_submit():
        proof = signin.check_digits(session.get("browser", ""), form.digits.data)
        if proof:
            return _let_in(proof)
        db.session.commit()
        form.digits.errors = [_("These are not the digits of the last mail, or they are older than ten minutes.")]
    waiting = is_signed_in() and not access.current_person.is_confirmed
    email = access.current_person.email if waiting else ""
    return render_template("people/enter_digits.html", form=form, email=email), 422 if form.errors else 200


@bp.post("/sign-in/code/again")
@public
def send_digits_again() -> ResponseReturnValue:
    """A fresh mail for somebody who is in already and has not confirmed the address."""
    if not is_signed_in() or not access.current_person.email:
        return redirect(url_for(".ask_sign_in"), 303)
    signin.ask(access.current_person.email, browser_secret(), language())
    db.session.commit()
    flash(_("A new mail is on its way. The digits in older ones no longer work."), "success")
    return redirect(url_for(".enter_digits"), 303)


@bp.get("/sign-in/link/<secret>")
@public
def sign_in_by_link(secret: str) -> ResponseReturnValue:
    """Mail scanners open links, so this only shows a button."""
    proof = signin.linked_proof(secret)
    if proof is None:
        return _no_referrer(render_template("people/link_ended.html"), 404)
    is_here = signin.is_asked_from(proof, session.get("browser"))
    page = render_template("people/sign_in_by_link.html", secret=secret, is_here=is_here, email=proof.email)
    return _no_referrer(page, 200)


@bp.post("/sign-in/link/<secret>")
@public
def use_link(secret: str) -> ResponseReturnValue:
    return _let_in(signin.take_link(secret))


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if is_signed_in():
        signin.end(access.current_device)
        db.session.commit()
    leave()
    flash(_("You are signed out on this device."), "success")
    return emptied(make_response(redirect("/", 303)))


def browser_secret() -> str:
    """Binds the digits to the browser that asked for them."""
    if "browser" not in session:
        session["browser"] = new_secret()
    secret: str = session["browser"]
    return secret


def _let_in(proof: EmailProof) -> ResponseReturnValue:
    here: Device | None = current_user.device if is_signed_in() else None
    entry = signin.take_in(proof, browser_label(request.user_agent.string), here)
    enter(entry.device, entry.secret)
    db.session.commit()
    flash(_("Welcome, %(name)s. Your e-mail address is confirmed.", name=entry.device.person.name), "success")
    if entry.is_adopted:
        flash(
            _("This profile was started for your address elsewhere. Look whether everything on it is yours."), "warning"
        )
        return redirect(url_for(".profile"), 303)
    return redirect(the_way_back("events.home"), 303)


def _no_referrer(page: str, status: int) -> ResponseReturnValue:
    return page, status, {"Referrer-Policy": "no-referrer"}
