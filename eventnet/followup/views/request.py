"""A request as its two people see it when they are signed in."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup import requests
from eventnet.followup.access import Party
from eventnet.followup.models import MeetingRequest
from eventnet.followup.views import bp
from eventnet.followup.views.showing import show
from eventnet.people.access import signed_in, the_person


@bp.get("/meeting-requests/<code>")
@signed_in
def request(code: str) -> ResponseReturnValue:
    found = MeetingRequest.seen_by(the_person()).get_or_404(code)
    return show(Party(found, the_person(), by_link=False))


@bp.post("/meeting-requests/<code>/withdrawal")
@signed_in
def create_withdrawal(code: str) -> ResponseReturnValue:
    found = MeetingRequest.sent_by(the_person()).get_or_404(code)
    requests.withdraw(found)
    db.session.commit()
    flash(_("Withdrawn. You can ask %(name)s again whenever you like.", name=found.recipient.name), "success")
    return redirect(url_for(".index"), 303)
