"""Pages of the directory room."""

from flask import Blueprint

bp = Blueprint("directory", __name__)

from eventnet.directory.views import listing, people, person  # noqa: E402, F401 - they hang their pages on bp
