"""Pages of the exchange room, and what the phone calls."""

from flask import Blueprint

bp = Blueprint("exchange", __name__)
blueprints = (bp,)

from eventnet.exchange import api  # noqa: E402, F401 - hangs its addresses on bp
from eventnet.exchange.views import (  # noqa: E402, F401 - they hang their pages on bp
    blocks,
    code,
    contact,
    contacts,
    files,
    given,
    requests,
    scanned,
    scanner,
    scans,
    shells,
    typed,
    waiting,
)
