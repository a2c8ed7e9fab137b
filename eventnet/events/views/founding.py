"""Creating an event and changing it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from wtforms.fields.choices import SelectChoice

from eventnet.db import db
from eventnet.events import founding
from eventnet.events.access import member_of
from eventnet.events.forms import EventForm, FoundingForm
from eventnet.events.models import Event, Organiser
from eventnet.events.presets import PRESETS
from eventnet.events.views import bp
from eventnet.events.words import KIND_WORDS, SHARING_WORDS
from eventnet.people.access import signed_in, the_person
from eventnet.zones import OFFERED


@bp.route("/events/new", methods=["GET", "POST"])
@signed_in
def new_event() -> ResponseReturnValue:
    """First the kind; then the form, filled with what such an event begins with."""
    organisers = Organiser.run_by(the_person(), "owner", "staff")
    form = FoundingForm.beginning(request.values.get("kind", ""))
    form.organiser.choices = [SelectChoice(each.code, each.name) for each in organisers]
    if not form.organiser.choices:
        raise NotFound
    if request.method == "GET" and form.kind.data not in PRESETS:
        return render_template("events/event_kind.html", presets=PRESETS, kinds=KIND_WORDS, sharing=SHARING_WORDS)
    if form.validate_on_submit():
        event = founding.found(organisers.get_or_404(form.organiser.data), form.values(), form.asks.data or [])
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
    kind = "" if event else KIND_WORDS.get(form.kind.data, "")
    page = render_template("events/event_form.html", form=form, event=event, kind_words=kind, zones=OFFERED)
    return page, 422 if form.errors else 200
