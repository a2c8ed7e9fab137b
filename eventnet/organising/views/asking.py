"""What the event asks its attendees."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event, Question
from eventnet.events.models.questions import MOST_QUESTIONS
from eventnet.organising.asking import changing
from eventnet.organising.asking.changing import LosesAnswers
from eventnet.organising.asking.forms import KIND_WORDS, QuestionForm
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.get("/e/<slug>/questions")
@member_of("owner", "staff")
def questions(event: Event) -> str:
    counts = changing.counts(event)
    asked = [(each, changing.used(each), changing.people(counts[each.id])) for each in Question.of(event)]
    return render_template(
        "organising/questions.html", event=event, asked=asked, kinds=KIND_WORDS, room=MOST_QUESTIONS - len(asked)
    )


@bp.route("/e/<slug>/questions/new", methods=["GET", "POST"])
@member_of("owner", "staff")
def new_question(event: Event) -> ResponseReturnValue:
    form, refused = QuestionForm.of(event), None
    if form.validate_on_submit():
        try:
            changing.add(event, form.draft())
            db.session.commit()
            flash(_("The event asks this now. Who is in already finds it in “My settings here”."), "success")
            return redirect(url_for(".questions", slug=event.slug), 303)
        except Refused as no:
            refused = no
    return _form_page(event, form, None, refused)


@bp.route("/e/<slug>/questions/<code>", methods=["GET", "POST"])
@member_of("owner", "staff")
def question(event: Event, code: str) -> ResponseReturnValue:
    question = Question.of(event).get_or_404(code)
    form, refused = QuestionForm.of(event, question), None
    if form.validate_on_submit():
        try:
            changing.change(question, form.draft(), bool(form.sure.data), the_person(), event)
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".questions", slug=event.slug), 303)
        except Refused as no:
            refused = no
    return _form_page(event, form, question, refused)


@bp.post("/e/<slug>/questions/<code>/place")
@member_of("owner", "staff")
def move_question(event: Event, code: str) -> ResponseReturnValue:
    changing.move(Question.of(event).get_or_404(code), request.form.get("to") == "up", event)
    db.session.commit()
    return redirect(url_for(".questions", slug=event.slug), 303)


@bp.post("/e/<slug>/questions/<code>/removal")
@member_of("owner", "staff")
def remove_question(event: Event, code: str) -> ResponseReturnValue:
    changing.remove(Question.of(event).get_or_404(code), the_person(), event)
    db.session.commit()
    flash(_("The question and its answers are gone."), "success")
    return redirect(url_for(".questions", slug=event.slug), 303)


def _form_page(event: Event, form: QuestionForm, one: Question | None, refused: Refused | None) -> ResponseReturnValue:
    number = changing.answered(one) if one else 0
    page = render_template(
        "organising/question.html",
        event=event,
        form=form,
        question=one,
        refused=refused,
        loses=isinstance(refused, LosesAnswers),
        number=number,
        people=changing.people(number),
        kinds=KIND_WORDS,
    )
    return page, 422 if form.errors or refused else 200
