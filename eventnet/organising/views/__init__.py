"""Pages of the organising room."""

from flask import Blueprint

bp = Blueprint("organising", __name__)
blueprints = (bp,)

from eventnet.organising.views import (  # noqa: E402 - they hang their pages on bp
    asking,  # noqa: F401
    audit,  # noqa: F401
    badges,  # noqa: F401
    bulk,  # noqa: F401
    columns,  # noqa: F401
    desk,  # noqa: F401
    doubles,  # noqa: F401
    export,  # noqa: F401
    importing,  # noqa: F401
    imports,  # noqa: F401
    jobs,  # noqa: F401
    leaving,  # noqa: F401
    messages,  # noqa: F401
    moderation,  # noqa: F401
    numbers,  # noqa: F401
    paper,  # noqa: F401
    people,  # noqa: F401
    pulling,  # noqa: F401
    reporting,  # noqa: F401
    series,  # noqa: F401
    team,  # noqa: F401
    team_invitation,  # noqa: F401
)
