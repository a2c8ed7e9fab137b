"""Two entries side by side, and making one of them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Attendee, Event
from eventnet.organising import desk
from eventnet.organising.doubles import merging
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.get("/e/<slug>/people/<code>/double")
@member_of("owner", "staff")
def double(event: Event, code: str) -> ResponseReturnValue:
    """Beside the entry that the address names; without one, whom else it may be."""
    attendee = Attendee.at(event).get_or_404(code)
    if other := request.args.get("with"):
        return twins_page(twins_of(event, code, other))
    query = request.args.get("q", attendee.person.name).strip()[:80]
    found = [each for each in desk.found(event, query) if each.id != attendee.id]
    return render_template("organising/double_search.html", event=event, attendee=attendee, query=query, found=found)


@bp.post("/e/<slug>/people/<code>/double")
@member_of("owner", "staff")
def merge(event: Event, code: str) -> ResponseReturnValue:
    twins = twins_of(event, code, request.form.get("with", ""), to_merge=True)
    try:
        kept = merging.merge(
            event, twins, {field: request.form.get(field, "") for field in merging.FIELDS}, the_person()
        )
    except Refused:
        db.session.rollback()
        return twins_page(twins_of(event, code, request.form["with"])), 409
    db.session.commit()
    flash(_("%(name)s is on the list once now.", name=kept.person.name), "success")
    return redirect(url_for(".people", slug=event.slug, state="doubles"), 303)


def twins_of(event: Event, code: str, other: str, to_merge: bool = False) -> merging.Twins:
    found = merging.twins(event, code, other, to_merge)
    if found is None:
        raise NotFound
    return found


def twins_page(twins: merging.Twins) -> str:
    return render_template("organising/double.html", event=twins.one.event, twins=twins, fields=merging.FIELDS)
