"""One person whom I want to meet again: what to do now, another day, done, or let it rest."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.exchange.models import Contact, Note, Promise
from eventnet.followup.evening import choosing
from eventnet.followup.evening.forms import StepForm
from eventnet.followup.evening.models import Choice
from eventnet.followup.views import bp
from eventnet.people.access import signed_in, the_person


@bp.post("/contacts/<code>/step")
@signed_in
def create_step(code: str) -> ResponseReturnValue:
    contact = Contact.held_by(the_person()).get_or_404(code)
    choosing.choose_one(contact)
    db.session.commit()
    flash(_("%(name)s stands on your Follow-up page.", name=contact.subject.name), "success")
    return redirect(url_for("exchange.contact", code=code), 303)


@bp.get("/follow-up/steps/<code>")
@signed_in
def step(code: str) -> ResponseReturnValue:
    return step_page(Choice.by(the_person()).get_or_404(code), StepForm(formdata=None))


@bp.post("/follow-up/steps/<code>/day")
@signed_in
def move_step(code: str) -> ResponseReturnValue:
    choice, form = Choice.by(the_person()).get_or_404(code), StepForm()
    if not form.validate_on_submit():
        return step_page(choice, form), 422
    choosing.change_day(choice, form.on.data)
    db.session.commit()
    flash(_("Saved. It stands on that day."), "success")
    return redirect(url_for(".index"), 303)


@bp.post("/follow-up/steps/<code>/end")
@signed_in
def finish_step(code: str) -> ResponseReturnValue:
    choosing.finish(Choice.by(the_person()).get_or_404(code))
    db.session.commit()
    flash(_("Done. It is off your list."), "success")
    return redirect(url_for(".index"), 303)


@bp.post("/follow-up/steps/<code>/rest")
@signed_in
def rest_step(code: str) -> ResponseReturnValue:
    choice = Choice.by(the_person()).get_or_404(code)
    choosing.let_rest(choice)
    db.session.commit()
    flash(_("%(name)s rests. Nobody hears of it.", name=choice.subject.name), "success")
    return redirect(url_for(".index"), 303)


def step_page(choice: Choice, form: StepForm) -> str:
    owner = the_person()
    about = Note.of(owner).where(Note.subject_id == choice.subject_id).first()
    owed = Promise.of(owner).where(Promise.subject_id == choice.subject_id, Promise.kept_at.is_(None)).all()
    contact = Contact.held_by(owner).where(Contact.subject_id == choice.subject_id).first()
    return render_template(
        "followup/evening/step.html",
        choice=choice,
        form=form,
        note=about.text if about else "",
        owed=owed,
        contact=contact,
    )
