"""Pages of the care room."""

from flask import Blueprint

bp = Blueprint("care", __name__)
blueprints = (bp,)

from eventnet.care.views import (  # noqa: E402, F401 - they hang their pages on bp
    favours,
    history,
    rhythm,
    ways,
)
