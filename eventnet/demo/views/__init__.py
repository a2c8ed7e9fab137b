"""Pages of the demo: be anybody, read everybody's letters. They exist on a local machine only."""

from flask import Blueprint

bp = Blueprint("demo", __name__, url_prefix="/demo")
blueprints = (bp,)

from eventnet.demo.views import letters, people  # noqa: E402, F401 - they hang their pages on bp
