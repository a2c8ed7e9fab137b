"""Changing a meeting and calling it off, by either of the two, with a word why."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.followup import meetings
from eventnet.followup.access import Party, at_meeting
from eventnet.followup.choosing import Choice
from eventnet.followup.forms import CallForm, CancelForm, ChangeForm
from eventnet.followup.models import Meeting
from eventnet.followup.views import bp
from eventnet.followup.views.showing import MeetingForms, do_at_meeting, show_meeting


@bp.post("/meetings/<code>/change")
@at_meeting
def create_change(meeting: Meeting, party: Party) -> ResponseReturnValue:
    form = ChangeForm(prefix="change-")
    forms = MeetingForms.of(meeting)
    forms.change, forms.opened = form, "change"
    choice = Choice(party.person, meeting.zone, meeting.minutes, besides=meeting.request)
    if not form.validate() or not form.suits(choice):
        return show_meeting(meeting, party, forms), 422
    agreed = form.wall(), form.place.data, form.why.data, form.way.data
    words = _("Changed. %(name)s gets the new invitation, and so do you.", name=party.other.name)
    return do_at_meeting(meeting, party, lambda: meetings.change(meeting, party.person, *agreed), words, forms)


@bp.post("/meetings/<code>/way")
@at_meeting
def create_way(meeting: Meeting, party: Party) -> ResponseReturnValue:
    """A number or a link for a call, by either of the two."""
    form = CallForm(prefix="call-")
    forms = MeetingForms.of(meeting)
    forms.call = form
    if not form.validate():
        return show_meeting(meeting, party, forms), 422
    words = _("%(name)s knows now, and both calendars follow.", name=party.other.name)
    return do_at_meeting(meeting, party, lambda: meetings.say_how(meeting, party.person, form.place.data), words, forms)


@bp.post("/meetings/<code>/cancellation")
@at_meeting
def create_cancellation(meeting: Meeting, party: Party) -> ResponseReturnValue:
    form = CancelForm(prefix="cancel-")
    forms = MeetingForms.of(meeting)
    forms.cancel, forms.opened = form, "cancel"
    if not form.validate():
        return show_meeting(meeting, party, forms), 422
    words = _("Called off. %(name)s has been told.", name=party.other.name)
    return do_at_meeting(meeting, party, lambda: meetings.cancel(meeting, party.person, form.why.data), words, forms)
