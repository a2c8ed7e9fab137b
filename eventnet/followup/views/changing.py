"""Changing a meeting and calling it off, by either of the two, with a word why."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup import meetings
from eventnet.followup.access import Party, at_meeting
from eventnet.followup.choosing import Choice
from eventnet.followup.forms import CallForm, CancelForm, ChangeForm
from eventnet.followup.models import Meeting
from eventnet.followup.views import bp
from eventnet.followup.views.showing import MeetingForms, back_to_meeting, show_meeting
from eventnet.refusals import Refused


@bp.post("/meetings/<code>/change")
@at_meeting
def create_change(meeting: Meeting, party: Party) -> ResponseReturnValue:
    form = ChangeForm(prefix="change-")
    forms = MeetingForms.of(meeting)
    forms.change, forms.opened = form, "change"
    choice = Choice(party.person, meeting.zone, meeting.minutes, besides=meeting.request)
    if not form.validate() or not form.suits(choice):
        return show_meeting(meeting, party, forms), 422
    try:
        meetings.change(meeting, party.person, form.wall(), form.place.data, form.why.data, form.way.data)
    except Refused as no:
        db.session.rollback()
        forms.words = no.words
        return show_meeting(meeting, party, forms), 409
    db.session.commit()
    flash(_("Changed. %(name)s gets the new invitation, and so do you.", name=party.other.name), "success")
    return back_to_meeting(meeting, party)


@bp.post("/meetings/<code>/way")
@at_meeting
def create_way(meeting: Meeting, party: Party) -> ResponseReturnValue:
    """A number or a link for a call, by either of the two."""
    form = CallForm(prefix="call-")
    forms = MeetingForms.of(meeting)
    forms.call = form
    if not form.validate():
        return show_meeting(meeting, party, forms), 422
    try:
        meetings.say_how(meeting, party.person, form.place.data)
    except Refused as no:
        db.session.rollback()
        forms.words = no.words
        return show_meeting(meeting, party, forms), 409
    db.session.commit()
    flash(_("%(name)s knows now, and both calendars follow.", name=party.other.name), "success")
    return back_to_meeting(meeting, party)


@bp.post("/meetings/<code>/cancellation")
@at_meeting
def create_cancellation(meeting: Meeting, party: Party) -> ResponseReturnValue:
    form = CancelForm(prefix="cancel-")
    forms = MeetingForms.of(meeting)
    forms.cancel, forms.opened = form, "cancel"
    if not form.validate():
        return show_meeting(meeting, party, forms), 422
    meetings.cancel(meeting, party.person, form.why.data)
    db.session.commit()
    flash(_("Called off. %(name)s has been told.", name=party.other.name), "success")
    return back_to_meeting(meeting, party)
