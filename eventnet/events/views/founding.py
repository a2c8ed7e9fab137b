"""Creating an event and changing it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from wtforms.fields.choices import SelectChoice

from eventnet.db import db
from eventnet.events import founding
from eventnet.events.access import member_of
from eventnet.events.forms import EventForm
from eventnet.events.models import Event, Organiser
from eventnet.events.views import bp
from eventnet.events.zones import OFFERED
from eventnet.people.access import signed_in, the_person


@bp.route("/events/new", methods=["GET", "POST"])
@signed_in
def new_event() -> ResponseReturnValue:
    organisers = Organiser.run_by(the_person(), "owner", "staff")
    form = EventForm()
    form.organiser.choices = [SelectChoice(each.code, each.name) for each in organisers]
    if not form.organiser.choices:
        raise NotFound
    if form.validate_on_submit():
        event = founding.found(organisers.get_or_404(form.organiser.data), form.values())
        db.session.commit()
        flash(_("%(event)s is ready. Next: import your list, or print the poster.", event=event.name), "success")
        return redirect(url_for(".edit_event", slug=event.slug), 303)
    return _form_page(form, None)


@bp.route("/e/<slug>/settings", methods=["GET", "POST"])
@member_of("owner", "staff")
def edit_event(event: Event) -> ResponseReturnValue:
    form = EventForm.showing(event)
    if form.validate_on_submit():
        founding.change(event, form.values())
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".edit_event", slug=event.slug), 303)
    return _form_page(form, event)


def _form_page(form: EventForm, event: Event | None) -> ResponseReturnValue:
    page = render_template("events/event_form.html", form=form, event=event, zones=OFFERED)
    return page, 422 if form.errors else 200
