"""Asking somebody to come along, and the word of the other one to it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound

from eventnet.db import db
from eventnet.exchange.cards import public_card
from eventnet.exchange.models import Contact
from eventnet.followup import company
from eventnet.followup.access import Party, about_guest, at_meeting
from eventnet.followup.company import asking, bringing
from eventnet.followup.company.forms import GuestForm, LeaveForm
from eventnet.followup.models import Guest, Meeting
from eventnet.followup.views import bp
from eventnet.followup.views.choosing import choosing_page
from eventnet.followup.views.showing import MeetingForms, do_at_meeting, show_meeting
from eventnet.people.access import signed_in, the_person
from eventnet.refusals import Refused


@bp.route("/meetings/<code>/company", methods=["GET", "POST"])
@signed_in
def new_guest(code: str) -> ResponseReturnValue:
    meeting = Meeting.of(the_person()).get_or_404(code)
    if the_person() not in meeting.people:
        raise NotFound
    chosen = request.args.get("with", "")
    if not chosen:
        return guests_page(meeting)
    contact, form = Contact.held_by(the_person()).get_or_404(chosen), GuestForm()
    if not form.validate_on_submit():
        return writing_page(meeting, contact, form), 422 if form.errors else 200
    try:
        bringing.bring(meeting, the_person(), contact, form.words.data)
    except Refused as no:
        db.session.rollback()
        return writing_page(meeting, contact, form, no.words), 422
    db.session.commit()
    other = meeting.request.other(the_person()).name
    flash(_("Suggested. %(name)s hears of it first.", name=other), "success")
    return redirect(url_for(".meeting", code=code), 303)


@bp.post("/company/<code>/word")
@about_guest
def say_to_guest(guest: Guest, party: Party) -> ResponseReturnValue:
    say = {"yes": bringing.say_gladly, "no": bringing.say_rather_not}.get(request.form.get("said", ""))
    if say is None:
        raise BadRequest
    return do_at_meeting(guest.meeting, party, lambda: say(guest, party.person), _("Noted. Thank you for saying so."))


@bp.post("/company/<code>/withdrawal")
@about_guest
def withdraw_guest(guest: Guest, party: Party) -> ResponseReturnValue:
    meeting = guest.meeting
    return do_at_meeting(
        meeting, party, lambda: bringing.take_back(guest, party.person), _("Taken back. Nobody else is asked.")
    )


@bp.post("/meetings/<code>/leaving")
@at_meeting
def leave_meeting(meeting: Meeting, party: Party) -> ResponseReturnValue:
    form = LeaveForm(prefix="leave-")
    if not form.validate():
        forms = MeetingForms.of(meeting)
        forms.leave = form
        return show_meeting(meeting, party, forms), 422
    words = _("The others have been told, and meet without you.")
    return do_at_meeting(meeting, party, lambda: asking.leave(meeting, party.person, form.why.data), words)


def guests_page(meeting: Meeting) -> str:
    known = {guest.person_id for guest in meeting.guests} | {person.id for person in meeting.people}
    names = company.names(meeting, the_person())
    return choosing_page(
        "followup/choose_guest.html",
        lambda contact: contact.subject_id not in known,
        meeting=meeting,
        names=names,
    )


def writing_page(meeting: Meeting, contact: Contact, form: GuestForm | None, refusal: str = "") -> str:
    try:
        bringing.check(meeting, the_person(), contact)
    except Refused as no:
        form, refusal = None, no.words
    card = public_card(contact.subject)
    return render_template(
        "followup/new_guest.html", meeting=meeting, contact=contact, card=card, form=form, refusal=refusal
    )
