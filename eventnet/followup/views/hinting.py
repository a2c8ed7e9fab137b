"""What a calendar said is so, or is not so: one tap each."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.followup import meetings
from eventnet.followup.access import Party, at_meeting
from eventnet.followup.hinting import Hint, hearing, hints_of
from eventnet.followup.models import Meeting
from eventnet.followup.views import bp
from eventnet.followup.views.showing import MeetingForms, back_to_meeting, show_meeting
from eventnet.refusals import Refused


@bp.post("/meetings/<code>/hint-settlement")
@at_meeting
def settle_hint(meeting: Meeting, party: Party) -> ResponseReturnValue:
    """Whose calendar it is says that it stays as agreed."""
    for found in hints_of([meeting], party.person):
        if found.is_mine:
            hearing.settle(found.row)
    db.session.commit()
    flash(_("Good. It stays as agreed."), "success")
    return back_to_meeting(meeting, party)


@bp.post("/meetings/<code>/hint-following")
@at_meeting
def follow_hint(meeting: Meeting, party: Party) -> ResponseReturnValue:
    """Either of the two makes it so, as with the forms below it."""
    try:
        _follow(_seen(meeting, party), meeting, party)
    except Refused as no:
        db.session.rollback()
        forms = MeetingForms.of(meeting)
        forms.words = no.words
        return show_meeting(meeting, party, forms), 409
    db.session.commit()
    return back_to_meeting(meeting, party)


def _seen(meeting: Meeting, party: Party) -> Hint:
    """What stood on the page when the button was pressed."""
    for found in hints_of([meeting], party.person):
        if found.may_be_followed and found.version == request.form.get("hint"):
            return found
    raise Refused("meanwhile", _("This page was not up to date any more. Nothing was changed; look at it again."))


def _follow(found: Hint, meeting: Meeting, party: Party) -> None:
    if found.starts_at:
        wall = found.starts_at.astimezone(meeting.tz).replace(tzinfo=None)
        meetings.change(meeting, party.person, wall, meeting.place)
        flash(_("Changed. %(name)s gets the new invitation, and so do you.", name=party.other.name), "success")
    else:
        meetings.cancel(meeting, party.person)
        flash(_("Called off. %(name)s has been told.", name=party.other.name), "success")
