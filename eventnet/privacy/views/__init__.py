"""Pages of the privacy room."""

from flask import Blueprint

bp = Blueprint("privacy", __name__)
blueprints = (bp,)

from eventnet.privacy.views import closing, takeout  # noqa: E402, F401 - they hang their pages on bp
