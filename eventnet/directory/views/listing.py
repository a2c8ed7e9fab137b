"""The tick that lets others at an event find me."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.directory import listing
from eventnet.directory.models import is_on
from eventnet.directory.views import bp
from eventnet.events import joining
from eventnet.events.models import Event
from eventnet.people.access import signed_in, the_person


@bp.post("/e/<slug>/me/listing")
@signed_in
def change(slug: str) -> ResponseReturnValue:
    """Without a tick nobody finds me, nor with one beside "not now"."""
    attendee = joining.attendance(Event.get_or_404(slug), the_person())
    if attendee is None or not attendee.is_claimed or not is_on(attendee.event):
        raise NotFound
    if request.form.get("listed") and not request.form.get("not_now"):
        listing.let_find(attendee)
        words = _("Others here find you now.")
    else:
        listing.hide(attendee)
        words = _("Nobody finds you here. You can change that in “My settings here”.")
    db.session.commit()
    flash(words, "success")
    if request.form.get("page") == "people":
        return redirect(url_for(".people", event=slug), 303)
    return redirect(url_for("events.attendance", slug=slug, _anchor="listing"), 303)
