"""Scanning: the camera works on the phone; the server gives the page, which holds nothing of anybody."""

from flask import render_template
from flask.typing import ResponseReturnValue

from eventnet.exchange import consent
from eventnet.exchange.views import bp
from eventnet.people.access import signed_in


@bp.get("/scan")
@signed_in
def scanner() -> ResponseReturnValue:
    return render_template("exchange/scan.html", consent=consent.words())
