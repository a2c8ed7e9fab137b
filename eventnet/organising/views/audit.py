"""What organisers did with data: for those who run the event, and for the person whose data it is."""

from flask import render_template, request

from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.audit import reading
from eventnet.organising.views import bp
from eventnet.people.access import signed_in, the_person


@bp.get("/e/<slug>/audit")
@member_of("owner", "staff", also_closed=True)
def audit(event: Event) -> str:
    member = request.args.get("member", "")[:16]
    page = reading.of_event(event, member, request.args.get("after", "")[:16])
    return render_template(
        "organising/audit.html", event=event, page=page, member=member, members=reading.members(event)
    )


@bp.get("/profile/organisers")
@signed_in
def my_audit() -> str:
    page = reading.of_person(the_person(), request.args.get("after", "")[:16])
    return render_template("organising/my_audit.html", page=page)
