"""Pages of the followup room: asking, answering, meeting, and what is mine to do."""

from flask import Blueprint

bp = Blueprint("followup", __name__)
blueprints = (bp,)

from eventnet.followup.views import (  # noqa: E402, F401 - they hang their pages on bp
    afterwards,
    answering,
    changing,
    company,
    days,
    evening,
    feed,
    guest,
    hinting,
    index,
    introducing,
    leaving,
    lettering,
    letters,
    meeting,
    pace,
    request,
    requesting,
    steps,
)
