"""My meetings in my own calendar: an address that only my calendar knows."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.addresses import address_of
from eventnet.db import db
from eventnet.followup import feeds
from eventnet.followup.models import CalendarFeed
from eventnet.followup.views import bp
from eventnet.people.access import signed_in, the_person
from eventnet.web.languages import speaking
from eventnet.web.policies import public


@bp.get("/follow-up/calendar")
@signed_in
def feed() -> ResponseReturnValue:
    return feed_page()


@bp.post("/follow-up/calendar")
@signed_in
def create_feed() -> ResponseReturnValue:
    """The address is shown this once; only its fingerprint is kept."""
    secret = feeds.open_feed(the_person())
    db.session.commit()
    return feed_page(address_of("followup.feed_file", secret=secret))


@bp.post("/follow-up/calendar/removal")
@signed_in
def remove_feed() -> ResponseReturnValue:
    feeds.close_feed(the_person())
    db.session.commit()
    flash(_("Done. Calendars that used the address find nothing there any more."), "success")
    return redirect(url_for(".feed"), 303)


@bp.get("/calendar/<secret>.ics")
@public
def feed_file(secret: str) -> ResponseReturnValue:
    from eventnet.followup.calendar import feed_of  # the library is large

    person = feeds.reader_of(secret)
    if person is None:
        abort(404)
    with speaking(person.language):
        return Response(feed_of(feeds.meetings_of(person), person), mimetype="text/calendar")


def feed_page(address: str = "") -> str:
    return render_template(
        "followup/feed.html",
        address=address,
        webcal=address.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
        current=CalendarFeed.of(the_person()).first(),
    )
