"""Pages of the followup room."""

from flask import Blueprint

bp = Blueprint("followup", __name__)
blueprints = (bp,)
