"""The next edition of an event, and inviting who asked for it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.events.nexttime import is_offered
from eventnet.organising.series import copying
from eventnet.organising.series import inviting as again
from eventnet.organising.series.copying import Proposal
from eventnet.organising.series.forms import NextForm
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.route("/e/<slug>/series", methods=["GET", "POST"])
@member_of("owner", "staff", also_closed=True)
def series(event: Event) -> ResponseReturnValue:
    """What would be made is shown before it is."""
    form, refused = NextForm.showing(Proposal.of(event)), None
    if form.validate_on_submit():
        try:
            new = copying.copy(event, form.proposal(), the_person())
            db.session.commit()
            flash(_("%(event)s is ready. Please look through its settings.", event=new.name), "success")
            return redirect(url_for("events.edit_event", slug=new.slug), 303)
        except Refused as no:
            db.session.rollback()
            refused = no
    return _page(event, form, refused)


@bp.post("/e/<slug>/series/invitations")
@member_of("owner", "staff", also_closed=True)
def invite_again(event: Event) -> ResponseReturnValue:
    number = again.invite_again(event, the_person())
    db.session.commit()
    flash(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", number), "success")
    return redirect(url_for(".series", slug=event.slug), 303)


def _page(event: Event, form: NextForm, refused: Refused | None) -> ResponseReturnValue:
    page = render_template(
        "organising/series.html",
        event=event,
        form=form,
        refused=refused,
        last=again.last_of(event),
        waiting=again.waiting(event).count(),
        at_once=again.AT_ONCE,
        is_offered=is_offered(event),
    )
    return page, 422 if form.errors or refused else 200
