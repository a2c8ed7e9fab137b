"""At the entrance, on a phone: look for a name or scan a code, one tap, next."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Attendee, Event
from eventnet.organising import desk as at_desk
from eventnet.organising.forms import ByHandForm
from eventnet.organising.pulling import absences
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.get("/e/<slug>/desk")
@member_of("owner", "staff", "helper")
def desk(event: Event) -> str:
    code = request.args.get("shown", "")
    return desk_page(event, Attendee.at(event).get(code) if code else None)


@bp.post("/e/<slug>/desk/scan")
@member_of("owner", "staff", "helper")
def scan_at_desk(event: Event) -> ResponseReturnValue:
    try:
        attendee = at_desk.recognise(event, request.form.get("code", "").strip()[:2000])
    except Refused as no:
        db.session.rollback()
        return desk_page(event, problem=no.words), 422
    return let_in(event, attendee)


@bp.post("/e/<slug>/desk/<code>/arrival")
@member_of("owner", "staff", "helper")
def arrive(event: Event, code: str) -> ResponseReturnValue:
    return let_in(event, Attendee.at(event).get_or_404(code))


@bp.post("/e/<slug>/desk/<code>/arrival/withdrawal")
@member_of("owner", "staff", "helper")
def take_back_arrival(event: Event, code: str) -> ResponseReturnValue:
    at_desk.take_back(Attendee.at(event).locked().get_or_404(code), the_person())
    db.session.commit()
    return redirect(url_for(".desk", slug=event.slug, shown=code), 303)


@bp.route("/e/<slug>/desk/new", methods=["GET", "POST"])
@member_of("owner", "staff", "helper")
def add_at_desk(event: Event) -> ResponseReturnValue:
    form = ByHandForm(name=request.args.get("name", "")[:120]) if request.method == "GET" else ByHandForm()
    if form.validate_on_submit():
        said = (form.name.data, form.email.data or "", form.organisation.data, form.role.data)
        try:
            attendee = at_desk.add(event, the_person(), *said)
        except Refused as no:
            form.email.errors = [no.words]
        else:
            return let_in(event, attendee, prints=bool(request.form.get("print")))
    return render_template("organising/desk_new.html", event=event, form=form), 422 if form.errors else 200


def let_in(event: Event, attendee: Attendee, prints: bool = False) -> ResponseReturnValue:
    is_first = at_desk.arrive(attendee, the_person())
    db.session.commit()
    again, print_ = None if is_first else "1", "1" if prints else None
    return redirect(url_for(".desk", slug=event.slug, shown=attendee.code, again=again, print=print_), 303)


def desk_page(event: Event, shown: Attendee | None = None, problem: str = "") -> str:
    query = request.args.get("q", "").strip()[:80]
    return render_template(
        "organising/desk.html",
        event=event,
        numbers=at_desk.numbers(event),
        query=query,
        found=at_desk.found(event, query),
        last=at_desk.last_arrived(event),
        shown=shown,
        is_again=bool(shown and shown.arrived_at and request.args.get("again")),
        problem=problem,
        prints=bool(shown and request.args.get("print")),
        absent=absences.reason_of(shown) if shown else "",
        can_edit=Event.run_by(the_person(), "owner", "staff").where(Event.id == event.id).any(),
    )
