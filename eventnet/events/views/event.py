"""The public page of an event, and joining from it."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events import joining
from eventnet.events.access import enter_as_new
from eventnet.events.calendar import Calendar
from eventnet.events.forms import NewcomerForm
from eventnet.events.models import Event
from eventnet.events.views import bp
from eventnet.events.views.answers import first_stop
from eventnet.people.access import is_signed_in, the_person
from eventnet.refusals import Refused
from eventnet.web.policies import public


@bp.get("/e/<slug>")
@public
def event(slug: str) -> ResponseReturnValue:
    return event_page(Event.get_or_404(slug), NewcomerForm())


@bp.post("/e/<slug>/participation")
@public
def join(slug: str) -> ResponseReturnValue:
    """One tap with a profile; name and e-mail without one."""
    event = Event.get_or_404(slug)
    if is_signed_in():
        attendee = joining.join(event, the_person())
        db.session.commit()
        flash(_("You are in."), "success")
        return redirect(first_stop(attendee), 303)
    return join_newly(event, NewcomerForm())


def join_newly(event: Event, form: NewcomerForm) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return event_page(event, form), 422
    try:
        newcomer = enter_as_new(event, form)
    except Refused as no:
        db.session.rollback()
        form.email.errors = [no.words]
        return event_page(event, form), 422
    db.session.commit()
    flash(_("You are in. Six digits are on their way to your mailbox; type them whenever you like."), "success")
    return redirect(first_stop(joining.join(event, newcomer)), 303)


def event_page(event: Event, form: NewcomerForm) -> str:
    if not is_signed_in():
        return render_template("events/event.html", event=event, form=form, mine=None, may_join=event.takes_everybody)
    person = the_person()
    mine, may_join = Calendar(person).seen(event), joining.may_join(event, person)
    return render_template("events/event.html", event=event, form=form, mine=mine, may_join=may_join)
