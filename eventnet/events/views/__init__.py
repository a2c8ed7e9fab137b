"""Pages of the events room."""

from flask import Blueprint

bp = Blueprint("events", __name__)
blueprints = (bp,)
