"""The care room: staying in touch, and what one did for the other. All of it is the memory of one person alone."""

from flask import Flask

from eventnet.care import views
from eventnet.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
