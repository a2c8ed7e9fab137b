"""The four places of the bottom bar, and who is at home where."""

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from msgspec import Struct


class Place(Struct, frozen=True):
    label: str
    url: str
    icon: str
    is_current: bool


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"places": places, "shell": False})


def places(here: str = "") -> list[Place]:
    """Seen from the page of this request, or from the endpoint `here`."""
    home = _home(here or request.endpoint or "", str(request.url_rule))
    found = [
        (_("Code"), "exchange.code", "qr-code"),
        (_("People"), "directory.people", "users"),
        (_("Contacts"), "exchange.contacts", "contact"),
        (_("Follow-up"), "followup.index", "calendar-check"),
    ]
    return [
        Place(label, url_for(endpoint), icon, endpoint == home)
        for label, endpoint, icon in found
        if endpoint in current_app.view_functions
    ]


def _home(endpoint: str, rule: str) -> str:
    """What is done with a contact is at home with the contacts, whichever room does it."""
    if rule.startswith("/contacts"):
        return "exchange.contacts"
    if rule.startswith("/follow-up") or endpoint.startswith("followup."):
        return "followup.index"
    if endpoint.startswith("directory."):
        return "directory.people"
    return "exchange.code" if endpoint == "exchange.scanner" else endpoint
