"""The people room: profiles and cards, signing in, devices, photos, links."""

from flask import Flask

from eventnet.config import Settings
from eventnet.people import access, views
from eventnet.web import policies


def init_app(app: Flask, settings: Settings) -> None:
    access.init_app(app)
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)


def close_the_doors(app: Flask) -> None:
    """Last of all: no endpoint without a declared policy."""
    policies.require_all(app)
