"""The four places of the bottom bar, and who is at home where."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _


@dataclass(frozen=True)
class Place:
    label: str
    url: str
    icon: str
    is_current: bool


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"places": places, "shell": False})


def places(here: str = "") -> list[Place]:
    """Seen from the page of this request, or from the endpoint `here`."""
    here = here or request.endpoint or ""
    found = [
        (_("Code"), "exchange.code", "qr-code", "exchange.scanner"),
        (_("People"), "directory.people", "users", "directory."),
        (_("Contacts"), "exchange.contacts", "contact", "exchange.contact"),
        (_("Follow-up"), "followup.index", "calendar-check", "followup."),
    ]
    return [_place(here, *place) for place in found if place[1] in current_app.view_functions]


def _place(here: str, label: str, endpoint: str, icon: str, *also: str) -> Place:
    return Place(label, url_for(endpoint), icon, here == endpoint or any(here.startswith(prefix) for prefix in also))
