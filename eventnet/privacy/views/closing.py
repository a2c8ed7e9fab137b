"""Closing an event: when, what goes, what stays; sooner, and thinking better of it."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.numbers import report
from eventnet.people.access import the_person
from eventnet.privacy import calendar
from eventnet.privacy.forms import CloseForm, DaysForm
from eventnet.privacy.models import FEWEST_DAYS, MOST_DAYS, Closing
from eventnet.privacy.views import bp
from eventnet.refusals import Refused
from eventnet.web.languages import language


@bp.get("/e/<slug>/closing")
@member_of("owner", "staff", also_closed=True)
def closing(event: Event) -> str:
    found = Closing.of(event)
    return _page(event, found, DaysForm(data={"days": found.keep_days}), CloseForm(event.name))


@bp.post("/e/<slug>/closing/days")
@member_of("owner")
def keep_list(event: Event) -> ResponseReturnValue:
    found, form = Closing.locked(event), DaysForm()
    try:
        if not form.validate():
            return _page(event, found, form, CloseForm(event.name)), 422
        calendar.keep_for(found, event, form.days.data or 0, the_person())
    except Refused as no:
        form.days.errors = [no.words]
        return _page(event, found, form, CloseForm(event.name)), 422
    db.session.commit()
    flash(_("Saved."), "success")
    return redirect(url_for(".closing", slug=event.slug), 303)


@bp.post("/e/<slug>/closing")
@member_of("owner")
def close_now(event: Event) -> ResponseReturnValue:
    found, form = Closing.locked(event), CloseForm(event.name)
    if not form.validate():
        return _page(event, found, DaysForm(formdata=None, data={"days": found.keep_days}), form), 422
    calendar.ask(found, event, the_person())
    db.session.commit()
    return redirect(url_for(".closing", slug=event.slug), 303)


@bp.post("/e/<slug>/closing/withdrawal")
@member_of("owner")
def call_off_closing(event: Event) -> ResponseReturnValue:
    calendar.call_off(Closing.locked(event), event, the_person())
    db.session.commit()
    flash(_("The event stays open."), "success")
    return redirect(url_for(".closing", slug=event.slug), 303)


@bp.get("/e/<slug>/closing/report.pdf")
@member_of("owner", "staff", also_closed=True)
def closing_report(event: Event) -> ResponseReturnValue:
    """The numbers as they were on the last day."""
    kept = Closing.of(event).report
    asked = request.args.get("language", language())
    if not kept or asked not in kept:
        raise NotFound
    name = f"{event.slug}-report-{asked}.pdf"
    drawn = report.pdf(kept[asked])
    return Response(
        drawn, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _page(event: Event, found: Closing, days: DaysForm, close: CloseForm) -> str:
    return render_template(
        "privacy/closing.html",
        event=event,
        closing=found,
        closes_at=calendar.closes_at(found, event),
        tells_at=calendar.tells_at(found, event),
        days=days,
        close=close,
        fewest=FEWEST_DAYS,
        most=MOST_DAYS,
        is_owner=Event.run_by(the_person(), "owner").where(Event.id == event.id).any(),
    )
