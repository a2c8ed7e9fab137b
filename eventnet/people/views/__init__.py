"""Pages of the people room: signing in, devices, the profile and its photo."""

from flask import Blueprint

bp = Blueprint("people", __name__)
blueprints = (bp,)

from eventnet.people.views import (  # noqa: E402, F401 - they hang their pages on bp
    devices,
    language,
    occasions,
    profile,
    signin,
    zone,
)
