"""The organising room: attendee lists, invitations."""

from flask import Flask

from eventnet.config import Settings
from eventnet.organising import views


def init_app(app: Flask, settings: Settings) -> None:
    for blueprint in views.blueprints:
        app.register_blueprint(blueprint)
