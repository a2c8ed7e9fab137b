"""My code: the screen that is open all day."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from eventnet.clock import now
from eventnet.events.questions import with_what_lacks
from eventnet.exchange import consent
from eventnet.exchange.here import attendances
from eventnet.exchange.news import cursor_of
from eventnet.exchange.shown import Shown
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in, the_person


@bp.get("/code")
@signed_in
def code() -> ResponseReturnValue:
    """For the event in `?event=`, else for the one that is nearest in time."""
    mine = attendances(the_person(), with_what_lacks())
    slug = request.args.get("event")
    chosen = [attendee for attendee in mine if slug in (None, attendee.event.slug)]
    if not mine:
        return render_template("exchange/no_code.html")
    if not chosen:
        abort(404)
    return render_template(
        "exchange/code.html",
        shown=Shown(chosen[0], now()),
        others=[attendee.event for attendee in mine if attendee is not chosen[0]],
        since=cursor_of(now()),
        consent=consent.words(),
    )
