"""The meeting: when and where, the file for the calendar, what came of it."""

from flask import Response, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from eventnet.db import db
from eventnet.followup import meetings
from eventnet.followup.access import Party, at_meeting
from eventnet.followup.forms import ThanksForm
from eventnet.followup.models import Meeting
from eventnet.followup.views import bp
from eventnet.followup.views.showing import MeetingForms, back_to_meeting, show_meeting


@bp.get("/meetings/<code>")
@at_meeting
def meeting(meeting: Meeting, party: Party) -> ResponseReturnValue:
    return show_meeting(meeting, party)


@bp.get("/meetings/<code>.ics")
@at_meeting
def calendar_file(meeting: Meeting, party: Party) -> ResponseReturnValue:
    from eventnet.followup.calendar import invitation  # the library is large, and few take the file

    response = Response(invitation(meeting, party.person, "PUBLISH"), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@bp.post("/meetings/<code>/outcome")
@at_meeting
def create_outcome(meeting: Meeting, party: Party) -> ResponseReturnValue:
    said = {"yes": True, "no": False}.get(request.form.get("held", ""))
    if said is None:
        raise BadRequest
    meetings.say(meeting, party.person, said)
    db.session.commit()
    flash(_("Noted. You can still change it."), "success")
    return back_to_meeting(meeting, party)


@bp.post("/meetings/<code>/thanks")
@at_meeting
def create_thanks(meeting: Meeting, party: Party) -> ResponseReturnValue:
    form = ThanksForm(prefix="thanks-")
    if not form.validate():
        forms = MeetingForms.of(meeting)
        forms.thanks = form
        return show_meeting(meeting, party, forms), 422
    meetings.thank(meeting, party.person, form.words.data)
    db.session.commit()
    flash(_("Your thanks are on their way to %(name)s.", name=party.other.name), "success")
    return back_to_meeting(meeting, party)
