"""Pages of the events room."""

from flask import Blueprint

bp = Blueprint("events", __name__)
blueprints = (bp,)

from eventnet.events.views import answers, attendance, claiming, event, founding, home, poster  # noqa: E402, F401 - they hang their pages on bp
