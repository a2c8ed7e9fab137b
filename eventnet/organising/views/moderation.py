"""Reports of attendees, who is paused, and which addresses stay out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Attendee, BlockedAddress, Event
from eventnet.organising import desk
from eventnet.organising.moderation import pausing
from eventnet.organising.moderation.forms import AddressForm
from eventnet.organising.moderation.models import Report
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.get("/e/<slug>/reports")
@member_of("owner", "staff")
def reports(event: Event) -> str:
    return _page(event, AddressForm(formdata=None))


@bp.post("/e/<slug>/people/<code>/pause")
@member_of("owner", "staff")
def pause(event: Event, code: str) -> ResponseReturnValue:
    attendee = Attendee.at(event).locked().get_or_404(code)
    pausing.pause(attendee, the_person())
    db.session.commit()
    flash(_("%(name)s is paused: their codes open nothing.", name=attendee.person.name), "success")
    return _back(event)


@bp.post("/e/<slug>/people/<code>/pause/withdrawal")
@member_of("owner", "staff")
def unpause(event: Event, code: str) -> ResponseReturnValue:
    attendee = Attendee.at(event).locked().get_or_404(code)
    pausing.unpause(attendee, the_person())
    db.session.commit()
    flash(_("%(name)s is back: the same codes work again.", name=attendee.person.name), "success")
    return _back(event)


@bp.post("/e/<slug>/reports/<code>/dismissal")
@member_of("owner", "staff")
def dismiss_report(event: Event, code: str) -> ResponseReturnValue:
    pausing.dismiss(Report.open_at(event).locked().get_or_404(code), event, the_person())
    db.session.commit()
    flash(_("Dismissed. Nobody is told."), "success")
    return _back(event)


@bp.post("/e/<slug>/reports/addresses")
@member_of("owner", "staff")
def block_address(event: Event) -> ResponseReturnValue:
    """Blocks what was typed, or with the other button lets it in again."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _page(event, form), 422
    try:
        if request.form.get("do") == "unblock":
            pausing.unblock_address(event, the_person(), form.email.data)
            flash(_("%(email)s may join again.", email=form.email.data), "success")
        else:
            pausing.block_address(event, the_person(), form.email.data)
            flash(_("%(email)s is blocked. Who is here already stays; pause them.", email=form.email.data), "success")
    except Refused as no:
        db.session.rollback()
        form.email.errors = [no.words]
        return _page(event, form), 422
    db.session.commit()
    return _back(event)


def _back(event: Event) -> ResponseReturnValue:
    return redirect(url_for(".reports", slug=event.slug), 303)


def _page(event: Event, form: AddressForm) -> str:
    query = request.args.get("q", "").strip()[:80]
    return render_template(
        "organising/reports.html",
        event=event,
        form=form,
        waiting=pausing.waiting(event),
        paused=pausing.paused(event),
        blocked=BlockedAddress.at(event).count(),
        query=query,
        found=[attendee for attendee in desk.found(event, query) if attendee.paused_at is None],
    )
