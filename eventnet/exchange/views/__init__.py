"""Pages of the exchange room, and what the phone calls."""

from flask import Blueprint

bp = Blueprint("exchange", __name__)
blueprints = (bp,)

from eventnet.exchange import api, api_phone  # noqa: E402, F401 - they hang their addresses on bp
from eventnet.exchange.views import (  # noqa: E402, F401 - they hang their pages on bp
    blocks,
    code,
    contact,
    contacts,
    files,
    given,
    promises,
    requests,
    scanned,
    scanner,
    scans,
    shells,
    typed,
    waiting,
)
