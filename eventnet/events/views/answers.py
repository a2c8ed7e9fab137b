"""What the event asks me: once after joining, and any time in my settings. Nobody is kept from their code by it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events import nexttime, questions
from eventnet.events.answerform import AnswerForm
from eventnet.events.models import Attendee
from eventnet.events.views import bp
from eventnet.events.views.attendance import mine_at
from eventnet.people.access import signed_in


@bp.route("/e/<slug>/me/answers", methods=["GET", "POST"])
@signed_in
def answers(slug: str) -> ResponseReturnValue:
    attendee = mine_at(slug)
    form = AnswerForm.of(attendee)
    if form.asks and form.validate_on_submit():
        questions.set_answers(attendee, form.values())
        if form.next_time:
            nexttime.say(attendee, bool(form.next_time.data))
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(_back(attendee), 303)
    if not form.asks:
        return redirect(url_for("exchange.code", event=slug), 303)
    return render_template(
        "events/answers.html", form=form, attendee=attendee, next_words=nexttime.words()
    ), 422 if form.errors else 200


def first_stop(attendee: Attendee) -> str:
    """Where somebody goes who has just come in."""
    slug = attendee.event.slug
    if questions.unanswered(attendee):
        return url_for("events.answers", slug=slug)
    return url_for("exchange.code", event=slug)


def _back(attendee: Attendee) -> str:
    if "from_settings" in request.form:
        return url_for("events.attendance", slug=attendee.event.slug)
    return url_for("exchange.code", event=attendee.event.slug)
