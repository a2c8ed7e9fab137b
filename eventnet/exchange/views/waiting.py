"""A scan that was made before signing in is recorded as soon as its maker is in."""

from typing import Any

from flask import flash, session
from flask_login import user_logged_in

from eventnet.exchange.views.scanned import where_to
from eventnet.exchange.views.ticket import Ticket


def record_waiting(_app: Any, user: Any, **_more: Any) -> None:
    """Inside the transaction of signing in, which commits both. Afterwards the way leads to the page about the scan."""
    ticket = Ticket.take_waiting()
    if ticket is None:
        return
    answer = ticket.record(user.device.person)
    flash(answer.words, "success" if answer.has_met else "warning")
    if where_to(answer):
        session["then"] = ["exchange.scan", {"uuid": answer.id}]


user_logged_in.connect(record_waiting)
