"""Pages of the events room."""

from flask import Blueprint

bp = Blueprint("events", __name__)
blueprints = (bp,)

from eventnet.events.views import event  # noqa: E402, F401 - they hang their pages on bp
