"""Pages of the care room."""

from flask import Blueprint

bp = Blueprint("care", __name__)
blueprints = (bp,)
