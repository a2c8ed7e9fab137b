"""A guest's own page: who comes, when and where; one tap, no account. A GET only shows."""

from collections.abc import Callable

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import Struct, field
from werkzeug.exceptions import BadRequest, NotFound

from eventnet.db import db
from eventnet.exchange.cards import public_card
from eventnet.followup import company, meetings
from eventnet.followup.company import access, asking, links
from eventnet.followup.company.access import Visit, as_guest
from eventnet.followup.company.forms import LeaveForm
from eventnet.followup.forms import ThanksForm
from eventnet.followup.models import Guest
from eventnet.followup.reminding.way import way_to
from eventnet.followup.views import bp
from eventnet.followup.wording import meeting_facts
from eventnet.refusals import Refused
from eventnet.web.policies import public

ANSWERS = ("yes", "no", "never")


class GuestForms(Struct):
    leave: LeaveForm = field(default_factory=lambda: LeaveForm(prefix="leave-", formdata=None))
    thanks: ThanksForm = field(default_factory=lambda: ThanksForm(prefix="thanks-", formdata=None))


@bp.get("/g/<string(length=43):token>")
@public
def open_guest(token: str) -> ResponseReturnValue:
    found = links.find(token)
    if found is None:
        raise NotFound
    access.keep(found, token)
    response = redirect(url_for(".guest", code=found.code), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.get("/g/<string(length=16):code>")
@as_guest
def guest(visit: Visit) -> ResponseReturnValue:
    return guest_page(visit)


@bp.get("/g/<string(length=16):code>.ics")
@as_guest
def guest_calendar(visit: Visit) -> ResponseReturnValue:
    from eventnet.followup.calendar import invitation  # the library is large, and few take the file

    if not visit.guest.is_coming:
        raise NotFound
    response = Response(invitation(visit.guest.meeting, visit.guest.person, "PUBLISH"), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@bp.post("/g/<string(length=16):code>/answer")
@as_guest
def answer_as_guest(visit: Visit) -> ResponseReturnValue:
    said = request.form.get("answer", "")
    if said not in ANSWERS:
        raise BadRequest
    return said_so(visit, lambda: asking.answer(visit.guest, said))


@bp.post("/g/<string(length=16):code>/leaving")
@as_guest
def leave_as_guest(visit: Visit) -> ResponseReturnValue:
    form = LeaveForm(prefix="leave-")
    if not form.validate():
        return guest_page(visit, GuestForms(leave=form)), 422
    return said_so(visit, lambda: asking.leave(visit.guest.meeting, visit.guest.person, form.why.data))


@bp.post("/g/<string(length=16):code>/outcome")
@as_guest
def say_as_guest(visit: Visit) -> ResponseReturnValue:
    held = {"yes": True, "no": False}.get(request.form.get("held", ""))
    if held is None:
        raise BadRequest
    return said_so(visit, lambda: meetings.say(coming(visit).meeting, visit.guest.person, held))


@bp.post("/g/<string(length=16):code>/thanks")
@as_guest
def thank_as_guest(visit: Visit) -> ResponseReturnValue:
    form = ThanksForm(prefix="thanks-")
    if not form.validate():
        return guest_page(visit, GuestForms(thanks=form)), 422
    return said_so(visit, lambda: meetings.thank(coming(visit).meeting, visit.guest.person, form.words.data))


def coming(visit: Visit) -> Guest:
    """Only who came has something to say about it."""
    if not visit.guest.is_coming:
        raise NotFound
    return visit.guest


def said_so(visit: Visit, say: Callable[[], object]) -> ResponseReturnValue:
    try:
        say()
    except Refused as no:
        db.session.rollback()
        return guest_page(visit, refusal=no.words), 409
    db.session.commit()
    return redirect(url_for(".guest", code=visit.guest.code), 303)


def guest_page(visit: Visit, forms: GuestForms | None = None, refusal: str = "") -> str:
    found, meeting = visit.guest, visit.guest.meeting
    shows_way = found.is_coming or not meeting.is_call  # a number is for those who call
    facts = [text for _title, text in meeting_facts(meeting, found.person)]
    return render_template(
        "followup/guest.html",
        visit=visit,
        guest=found,
        meeting=meeting,
        when=" · ".join(facts[0].splitlines()),
        place=facts[1] if shows_way else "",
        way=way_to(meeting) if found.is_coming else None,
        names=company.names(meeting, found.person),
        cards=[public_card(person) for person in company.others(meeting, found.person)],
        forms=forms or GuestForms(),
        refusal=refusal,
    )
