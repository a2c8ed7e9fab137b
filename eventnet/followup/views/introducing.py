"""You two should meet: choose the other one, write why; each of the two answers from the letter or signed in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound

from eventnet.db import db
from eventnet.exchange.cards import public_card
from eventnet.exchange.models import Contact
from eventnet.followup.introducing import access, answering, asking, mail, suggesting
from eventnet.followup.introducing.access import Asked, introduced
from eventnet.followup.introducing.forms import IntroductionForm
from eventnet.followup.introducing.models import Introduction
from eventnet.followup.views import bp
from eventnet.followup.views.choosing import choosing_page
from eventnet.people.access import signed_in, the_person
from eventnet.refusals import Refused
from eventnet.web.languages import speaking
from eventnet.web.policies import public

ANSWERS = ("yes", "no", "never")


@bp.route("/contacts/<code>/introduction", methods=["GET", "POST"])
@signed_in
def new_introduction(code: str) -> ResponseReturnValue:
    mine = Contact.held_by(the_person())
    one, chosen = mine.get_or_404(code), request.args.get("with", "")
    if not chosen:
        return choosing_page("followup/choose_other.html", lambda other: other.id != one.id, contact=one)
    other, form = mine.get_or_404(chosen), IntroductionForm()
    if other.id == one.id:
        raise NotFound
    if request.method == "GET" or "write" in request.form:
        return writing_page(one, other, form)
    if not form.validate():
        return writing_page(one, other, form), 422
    try:
        return send(one, other, form) if "send" in request.form else preview_page(one, other, form)
    except Refused as no:
        db.session.rollback()
        return writing_page(one, other, form, no.words), 422


def send(one: Contact, other: Contact, form: IntroductionForm) -> ResponseReturnValue:
    made = suggesting.introduce(the_person(), one, other, form.words.data)
    db.session.commit()
    flash(_("On its way. Each of the two is asked when it suits them."), "success")
    return redirect(url_for(".introduction", code=made.code), 303)


@bp.get("/introductions/<code>")
@signed_in
def introduction(code: str) -> ResponseReturnValue:
    found = Introduction.by(the_person()).get_or_404(code)
    cards = [public_card(person) for person in found.people]
    return render_template("followup/introduction.html", introduction=found, cards=cards)


@bp.post("/introductions/<code>/withdrawal")
@signed_in
def withdraw_introduction(code: str) -> ResponseReturnValue:
    suggesting.withdraw(Introduction.by(the_person()).get_or_404(code))
    db.session.commit()
    flash(_("Taken back. Nobody else is asked."), "success")
    return redirect(url_for(".introduction", code=code), 303)


@bp.get("/n/<string(length=43):token>")
@public
def open_introduction(token: str) -> ResponseReturnValue:
    """The secret leaves the address. Mail scanners open links, so this only shows."""
    side = asking.find(token)
    if side is None:
        raise NotFound
    access.keep(side, token)
    response = redirect(url_for(".introduced", code=side.code), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.get("/n/<string(length=16):code>", endpoint="introduced")
@introduced
def introduced_page(asked: Asked) -> ResponseReturnValue:
    return answer_page(asked)


@bp.post("/n/<string(length=16):code>/answer")
@introduced
def answer_introduction(asked: Asked) -> ResponseReturnValue:
    said = request.form.get("answer", "")
    if said not in ANSWERS:
        raise BadRequest
    try:
        answering.answer(asked.side, said)
    except Refused as no:
        db.session.rollback()
        return answer_page(asked, no.words), 409
    db.session.commit()
    return redirect(url_for(".introduced", code=asked.side.code), 303)


def writing_page(one: Contact, other: Contact, form: IntroductionForm, refusal: str = "") -> str:
    try:
        suggesting.check(the_person(), one, other)
    except Refused as no:
        title = _("Introduce %(name)s", name=one.subject.name)
        return render_template("followup/not_now.html", title=title, contact=one, no=no)
    cards = [public_card(contact.subject) for contact in (one, other)]
    return render_template("followup/new_introduction.html", contact=one, cards=cards, form=form, refusal=refusal)


def preview_page(one: Contact, other: Contact, form: IntroductionForm) -> str:
    """The letter to the first of the two, in their language; the second gets the same about the first."""
    draft = suggesting.drafted(the_person(), one, other, form.words.data)
    with speaking(one.subject.language):
        words = mail.asked_words(draft, one.subject, "")
    return render_template(
        "followup/introduction_preview.html", contact=one, other=other, form=form, words=words, draft=draft
    )


def answer_page(asked: Asked, refusal: str = "") -> str:
    side = asked.side
    held = Contact.held_by(side.person).where(Contact.subject_id == side.other.id).first()
    return render_template(
        "followup/introduced.html",
        asked=asked,
        side=side,
        introduction=side.introduction,
        card=public_card(side.other),
        contact=None if asked.by_link else held,
        refusal=refusal,
    )
