"""What holds for me at one event: what a scan of my badge does, what I offer here, a new badge, leaving."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events import joining, nexttime
from eventnet.events.answerform import AnswerForm
from eventnet.events.forms import AttendanceForm
from eventnet.events.models import Attendee, Event
from eventnet.events.questions import still_required
from eventnet.events.views import bp
from eventnet.people.access import signed_in, the_person


@bp.route("/e/<slug>/me", methods=["GET", "POST"])
@signed_in
def attendance(slug: str) -> ResponseReturnValue:
    attendee = mine_at(slug)
    form = AttendanceForm.showing(attendee)
    if form.validate_on_submit():
        form.store(attendee)
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".attendance", slug=slug), 303)
    page = render_template(
        "events/attendance.html",
        form=form,
        attendee=attendee,
        asked=None if form.is_submitted() else AnswerForm.of(attendee),
        still=still_required(attendee),
        next_words=nexttime.words(),
    )
    return page, 422 if form.errors else 200


@bp.post("/e/<slug>/me/badge")
@signed_in
def renew_badge(slug: str) -> ResponseReturnValue:
    mine_at(slug).renew_badge()
    db.session.commit()
    flash(_("You have a new badge code. The old one opens nothing any more."), "success")
    return redirect(url_for(".attendance", slug=slug), 303)


@bp.post("/e/<slug>/me/departure")
@signed_in
def leave(slug: str) -> ResponseReturnValue:
    joining.leave(mine_at(slug))
    db.session.commit()
    flash(_("You have left the event. The cards you exchanged stay with you."), "success")
    return redirect(url_for(".my_events"), 303)


def mine_at(slug: str) -> Attendee:
    """My place, which I have taken."""
    attendee = joining.attendance(Event.get_or_404(slug), the_person())
    if attendee is None or not attendee.is_claimed:
        raise NotFound
    return attendee
