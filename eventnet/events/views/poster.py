"""The poster, for the printer."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from eventnet.events import poster as posters
from eventnet.events.access import member_of
from eventnet.events.calendar import Calendar
from eventnet.events.models import Event
from eventnet.events.views import bp
from eventnet.people.access import the_person
from eventnet.qr import qr_svg


@bp.get("/e/<slug>/poster")
@member_of("owner", "staff", "helper")
def poster(event: Event) -> ResponseReturnValue:
    size = request.args.get("size", "")
    address = posters.join_address(event)
    return render_template(
        "events/poster.html",
        mine=Calendar(the_person()).seen(event),
        event=event,
        size=size if size in posters.SIZES else posters.SIZES[0],
        words=posters.words_of(event),
        code=Markup(qr_svg(address, quiet_zone=2)),  # noqa: S704 - our own drawing
        address=posters.in_words(address),
    )
