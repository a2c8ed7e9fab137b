"""Pages of the organising room."""

from flask import Blueprint

bp = Blueprint("organising", __name__)
blueprints = (bp,)

from eventnet.organising.views import audit, badges, desk, export, importing, jobs, people  # noqa: E402, F401 - they hang their pages on bp
