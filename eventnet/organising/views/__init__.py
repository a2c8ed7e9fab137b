"""Pages of the organising room."""

from flask import Blueprint

bp = Blueprint("organising", __name__)
blueprints = (bp,)
