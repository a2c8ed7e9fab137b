"""Where everybody starts: the code of today's event, my events, or a word about what this is."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventnet.events.calendar import Calendar, the_open_event
from eventnet.events.joining import current_attendance
from eventnet.events.models import Organiser
from eventnet.events.views import bp
from eventnet.people.access import is_signed_in, signed_in, the_person
from eventnet.web.policies import public


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    if not is_signed_in():
        return render_template("events/home.html", event=the_open_event())
    here = current_attendance(the_person())
    return redirect(url_for("exchange.code") if here else url_for(".my_events"), 303)


@bp.get("/events")
@signed_in
def my_events() -> ResponseReturnValue:
    mine = Calendar(the_person())
    return render_template(
        "events/my_events.html",
        coming=mine.coming(request.args.get("coming", "")),
        past=mine.past(request.args.get("past", "")),
        can_create=Organiser.run_by(the_person(), "owner", "staff").any(),
    )
