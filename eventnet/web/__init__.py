"""The web room: what every answer has in common, whichever room gives it."""

from flask import Flask

from eventnet.config import Settings
from eventnet.web import characters, errors, faults, filters, headers, languages, places, pwa, sessions, views
from eventnet.web.app import App

__all__ = ["App", "init_app"]


def init_app(app: Flask, settings: Settings) -> None:
    sessions.init_app(app, settings)
    characters.init_app(app)
    languages.init_app(app)
    filters.init_app(app)
    headers.init_app(app, settings)
    errors.init_app(app)
    faults.init_app(app)
    places.init_app(app)
    app.register_blueprint(views.bp)
    app.register_blueprint(pwa.bp)
