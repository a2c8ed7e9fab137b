"""After a meeting, on its own page: what was promised, and when to be in touch again.

Both are private memory, so they are for who is signed in: a letter's link opens one request and nothing else.
"""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from eventnet.db import db
from eventnet.exchange import promising
from eventnet.exchange.forms import PromiseForm
from eventnet.followup import afterwards
from eventnet.followup.access import Party, at_meeting
from eventnet.followup.afterwards.forms import AgainForm
from eventnet.followup.afterwards.models import Again
from eventnet.followup.models import Meeting
from eventnet.followup.views import bp
from eventnet.followup.views.showing import MeetingForms, show_meeting
from eventnet.people.access import signed_in, the_person
from eventnet.refusals import Refused
from eventnet.web.filters import day


@bp.post("/meetings/<code>/promises")
@at_meeting
def create_meeting_promise(meeting: Meeting, party: Party) -> ResponseReturnValue:
    _check_remembers(meeting, party)
    form = PromiseForm(prefix="promise-")
    if not form.validate():
        forms = MeetingForms.of(meeting)
        forms.promise, forms.opened = form, "promise"
        return show_meeting(meeting, party, forms), 422
    promising.make(party.person, party.other, form.direction.data, form.promise.data, form.due_on.data)
    db.session.commit()
    flash(_("Noted. Only you can read it."), "success")
    return redirect(url_for(".meeting", code=meeting.code, _anchor="promised"), 303)


@bp.post("/meetings/<code>/again")
@at_meeting
def create_again(meeting: Meeting, party: Party) -> ResponseReturnValue:
    _check_remembers(meeting, party)
    form = AgainForm(prefix="again-")
    forms = MeetingForms.of(meeting)
    forms.again, forms.opened = form, "again"
    if not form.validate():
        return show_meeting(meeting, party, forms), 422
    try:
        afterwards.be_in_touch(party.person, party.other, form.due_on.data)
    except Refused as no:
        db.session.rollback()
        form.due_on.errors = [no.words]
        return show_meeting(meeting, party, forms), 422
    db.session.commit()
    flash(_("Noted. On %(day)s it stands on your Follow-up page.", day=day(form.due_on.data)), "success")
    return redirect(url_for(".meeting", code=meeting.code, _anchor="again"), 303)


@bp.post("/again/<code>/putting-off")
@signed_in
def put_off_again(code: str) -> ResponseReturnValue:
    again = Again.of(the_person()).get_or_404(code)
    afterwards.put_off(again)
    db.session.commit()
    flash(_("Put off until %(day)s.", day=day(again.due_on)), "success")
    return redirect(url_for(".index"), 303)


@bp.post("/again/<code>/removal")
@signed_in
def remove_again(code: str) -> ResponseReturnValue:
    """From Follow-up, or from the page of the meeting where the day was set."""
    afterwards.done(Again.of(the_person()).get_or_404(code))
    db.session.commit()
    flash(_("Put away."), "success")
    meeting = Meeting.of(the_person()).get(request.form.get("meeting", ""))
    return redirect(url_for(".meeting", code=meeting.code) if meeting else url_for(".index"), 303)


def _check_remembers(meeting: Meeting, party: Party) -> None:
    if party.by_link or afterwards.after(meeting, party.person) is None:
        raise NotFound
